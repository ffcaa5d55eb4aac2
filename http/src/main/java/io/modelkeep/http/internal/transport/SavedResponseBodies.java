package io.modelkeep.http.internal.transport;

import io.modelkeep.http.internal.call.DownloadTarget;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * An interceptor that writes the body of a 200 to the {@link DownloadTarget} in the request's tag, and returns an empty
 * body. Any other body is dropped.
 */
public final class SavedResponseBodies implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        DownloadTarget destination =
                Objects.requireNonNull(chain.request().tag(DownloadTarget.class), "a download without a destination");
        try {
            Response response = chain.proceed(chain.request());
            try (ResponseBody body = response.body()) {
                if (response.code() == 200) {
                    destination.write(body.byteStream());
                }
                return response.newBuilder()
                        .body(ResponseBody.create(new byte[0], null))
                        .build();
            }
        } catch (ProtocolException quoting) {
            // OkHttp quotes text that is not HTTP. That text may echo the request, including the address with its
            // permission.
            throw new IOException("cut off, or not HTTP");
        }
    }
}
