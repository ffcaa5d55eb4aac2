package io.modelkeep.http.internal.transport;

import java.net.URI;
import java.util.Objects;
import okhttp3.HttpUrl;

/** The URL that the paths of all requests are relative to. */
public final class BaseUrl {

    private BaseUrl() {}

    /** Returns a checked base URL with a slash at the end, so that relative paths are below it. */
    public static HttpUrl of(URI checked) {
        HttpUrl url = Objects.requireNonNull(HttpUrl.get(checked), "the base URL was checked before");
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    /** Returns the scheme, host and port of a URL. The default port of the scheme is left out. */
    public static String origin(HttpUrl url) {
        String origin = new HttpUrl.Builder()
                .scheme(url.scheme())
                .host(url.host())
                .port(url.port())
                .build()
                .toString();
        return origin.substring(0, origin.length() - 1);
    }
}
