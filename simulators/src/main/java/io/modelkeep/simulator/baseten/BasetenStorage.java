package io.modelkeep.simulator.baseten;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.SimulatedHttpService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okio.ByteString;

/**
 * The object storage that the presigned URLs of the Baseten simulator point to. Thread-safe; each method is atomic.
 *
 * <p>Refusals have the format of <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Amazon
 * S3</a>. Files of deleted checkpoints can still be fetched, because the service reclaims storage later.
 */
final class BasetenStorage implements SimulatedHttpService {
    static final String DOWNLOAD = "download";

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final DateTimeFormatter SIGNING_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final BasetenSequence sequence;
    private final ByteString secret = ByteString.encodeUtf8(UUID.randomUUID().toString());
    private final Map<String, List<StoredFile>> byOwner = new HashMap<>();
    private final Map<String, StoredFile> byPath = new HashMap<>();
    private int expiries;
    private int longestPage = Integer.MAX_VALUE;

    /** A file of a checkpoint or job. The listed size can differ from the real one. */
    record StoredFile(String path, String relativeName, String text, long listedBytes, Instant modifiedAt) {}

    BasetenStorage(BasetenSequence sequence) {
        this.sequence = sequence;
    }

    /** Adds a file of that many one-byte characters and returns the content. */
    String add(String owner, String relativeName, int size) {
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
        String text = letters(size, relativeName.hashCode());
        add(owner, relativeName, text, size);
        return text;
    }

    synchronized void add(String owner, String relativeName, String text, long listedBytes) {
        StoredFile file = new StoredFile(
                "/checkpoints/" + sequence.nextId(), relativeName, text, listedBytes, sequence.nextTime());
        byOwner.computeIfAbsent(owner, any -> new ArrayList<>()).add(file);
        byPath.put(file.path(), file);
    }

    synchronized void limitPages(int files) {
        if (files < 1) {
            throw new IllegalArgumentException("the page length must be positive: " + files + " files");
        }
        longestPage = files;
    }

    synchronized int longestPage() {
        return longestPage;
    }

    synchronized List<StoredFile> files(String owner) {
        return List.copyOf(byOwner.getOrDefault(owner, List.of()));
    }

    /** Returns the path and query that fetch the file without any header. */
    synchronized String presigned(StoredFile file) {
        String time = SIGNING_TIME.format(START.plusSeconds(expiries));
        return file.path() + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + time
                + "&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=" + signature(file.path(), time);
    }

    synchronized void expireUrls() {
        expiries++;
    }

    @Override
    public List<String> operations() {
        return List.of(DOWNLOAD);
    }

    @Override
    public Optional<String> operation(Request request) {
        return Optional.of(DOWNLOAD);
    }

    @Override
    public synchronized Answer answer(Request request) {
        if (request.header("Authorization") != null) {
            return error(
                    400,
                    "InvalidArgument",
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified");
        }
        String time = request.queryValue("X-Amz-Date");
        String signature = request.queryValue("X-Amz-Signature");
        if (time == null || signature == null) {
            return error(403, "AccessDenied", "Access Denied");
        }
        StoredFile file = byPath.get(request.path());
        // The signature covers the HTTP method.
        if (file == null || !request.method().equals("GET") || !signature.equals(signature(file.path(), time))) {
            return error(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided.");
        }
        if (!time.equals(SIGNING_TIME.format(START.plusSeconds(expiries)))) {
            return error(403, "AccessDenied", "Request has expired");
        }
        return Answer.text(200, "binary/octet-stream", file.text());
    }

    private String signature(String path, String time) {
        return ByteString.encodeUtf8(path + "\n" + time).hmacSha256(secret).hex();
    }

    private static Answer error(int status, String code, String message) {
        return Answer.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }

    /** Returns letters without a repeating pattern, so that a missing, doubled or moved part is detected. */
    private static String letters(int size, int seed) {
        byte[] letters = new byte[size];
        int state = seed | 1;
        for (int i = 0; i < size; i++) {
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            letters[i] = (byte) ('a' + Math.floorMod(state, 26));
        }
        return new String(letters, StandardCharsets.ISO_8859_1);
    }
}
