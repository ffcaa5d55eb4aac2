package io.modelkeep.testkit.internal.support;

import io.modelkeep.testkit.fixture.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms of a credential on the wire. */
public final class Credentials {

    private Credentials() {}

    /** Returns the words of a request's headers that contain the credential, plain or in Base64 as in HTTP Basic. */
    public static Set<String> forms(WireRequest request, String secret) {
        return request.headers().values().stream()
                .flatMap(List::stream)
                .flatMap(value -> List.of(value.split(" ", -1)).stream())
                .filter(word -> word.contains(secret) || decoded(word).contains(secret))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String decoded(String word) {
        try {
            return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException other) {
            return "";
        }
    }
}
