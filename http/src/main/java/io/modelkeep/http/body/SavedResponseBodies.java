package io.modelkeep.http.body;

import io.modelkeep.http.call.DownloadTarget;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Writes the body of a success to where the request says, and hands on an empty one; an error's body is dropped. */
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
            // OkHttp quotes what is no HTTP, which may be what was sent: the address with its permission.
            throw new IOException("cut off, or no HTTP");
        }
    }
}
