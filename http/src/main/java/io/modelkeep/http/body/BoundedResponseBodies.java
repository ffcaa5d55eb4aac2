package io.modelkeep.http.body;

import io.modelkeep.http.call.EndpointPolicy;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Bounds every body after decompression: a success that is too large fails, an error is cut, for its status says enough. */
public final class BoundedResponseBodies {

    /** A list that its service does not cut into pages may be this many pages long. */
    public static final int PAGES_OF_AN_UNPAGED_LIST = 8;

    private static final long MAX_ERROR_BYTES = 64 * 1024;

    private final long maxPageBytes;

    public BoundedResponseBodies(long maxPageBytes) {
        this.maxPageBytes = maxPageBytes;
    }

    /** The answer to a request, its body bounded. */
    public Response bounded(Request request, Response response) {
        ResponseBody body = response.body();
        long maxBytes = EndpointPolicy.isUnpaged(request) ? maxPageBytes * PAGES_OF_AN_UNPAGED_LIST : maxPageBytes;
        Source source = response.isSuccessful()
                ? new Failing(body.source(), maxBytes)
                : new Cutting(body.source(), MAX_ERROR_BYTES);
        return response.newBuilder().body(new Bounded(Okio.buffer(source))).build();
    }

    /** The body is larger than allowed. */
    public static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1;

        TooLargeException(long maxBytes) {
            super("the answer is larger than " + maxBytes + " bytes (max-response-size)");
        }
    }

    private static final class Failing extends ForwardingSource {

        private final long max;
        private long left;

        Failing(Source delegate, long max) {
            super(delegate);
            this.max = max;
            this.left = max;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            // One byte more than allowed is asked for, to tell a body that just fits from one that does not.
            long read = super.read(sink, Math.min(byteCount, left + 1));
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new TooLargeException(max);
            }
            return read;
        }
    }

    private static final class Cutting extends ForwardingSource {

        private long left;

        Cutting(Source delegate, long max) {
            super(delegate);
            this.left = max;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            if (left == 0) {
                return -1;
            }
            long read;
            try {
                read = super.read(sink, Math.min(byteCount, left));
            } catch (IOException lost) {
                // The status came and stands, whatever became of the explanation.
                return -1;
            }
            left -= Math.max(read, 0);
            return read;
        }
    }

    private static final class Bounded extends ResponseBody {

        private final BufferedSource source;

        Bounded(BufferedSource source) {
            this.source = source;
        }

        @Override
        public @Nullable MediaType contentType() {
            // Taking it apart costs more than it tells: JSON says with its first bytes how it is encoded.
            return null;
        }

        @Override
        public long contentLength() {
            // What was promised need not be what the bound lets through.
            return -1;
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }
}
