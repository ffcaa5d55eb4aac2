package io.modelkeep.http.internal.transport;

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

/**
 * A limit on the size of every body, applied after decompression. A success that is too large fails. An error body is
 * truncated, because the status is sufficient.
 */
public final class BoundedResponseBodies {

    /** The size limit of a list that its service does not split into pages, in pages of the normal limit. */
    public static final int PAGES_OF_AN_UNPAGED_LIST = 8;

    private static final long MAX_ERROR_BYTES = 64 * 1024;

    private final long maxPageBytes;

    public BoundedResponseBodies(long maxPageBytes) {
        this.maxPageBytes = maxPageBytes;
    }

    /** Returns the response with a bounded body. */
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
            // Up to one byte more than allowed is read, to distinguish a body of exactly the limit from a larger one.
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
                // The status arrived and is valid, even if the explanation is lost.
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
            // Parsing the media type is not worth its cost, because the first bytes of JSON reveal its encoding.
            return null;
        }

        @Override
        public long contentLength() {
            // The bound may let through less than the announced length.
            return -1;
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }
}
