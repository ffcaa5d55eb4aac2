package io.modelkeep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** What the path of a request says to a server that decodes it once, read without the library that wrote it. */
public final class PathSegments {

    private PathSegments() {}

    /** Fails unless the path has just these segments, and decodes to them. */
    public static void assertPath(HttpUrl url, String... segments) {
        assertThat(decoded(url)).as("the segments of %s", url).containsExactly(segments);
        assertThat(url.host()).isEqualTo("host.invalid");
        assertThat(url.fragment()).isNull();
    }

    private static List<String> decoded(HttpUrl url) {
        String path = url.encodedPath();
        assertThat(path).startsWith("/").doesNotContain("//");
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(decode(segment));
        }
        assertThat(segments).doesNotContain("", ".", "..");
        return segments;
    }

    private static String decode(String segment) {
        byte[] encoded = segment.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                plain.write(Integer.parseInt(new String(encoded, i + 1, 2, StandardCharsets.US_ASCII), 16));
                i += 2;
            } else {
                plain.write(encoded[i]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
