package io.modelkeep.retention.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The beginning of a plan's document, and the settings of its JSON. The digest is on the second line and covers all
 * other lines. Each byte of a document is therefore either fixed or covered by the digest.
 */
public final class PlanFormat {

    /** The name and version of the format. */
    public static final String SCHEMA = "modelkeep-plan/2";

    /** The beginning of the document, before the digest. */
    static final String BEGINNING = "{\n\"schema\":\"" + SCHEMA + "\",\n";

    /** The prefix of a digest, before its hexadecimal digits. */
    static final String ALGORITHM = "sha256:";

    static final int DIGEST_LENGTH = ALGORITHM.length() + 64;

    /** The maximum length of a text. The longest is a rule with many ids, in a policy of up to 1 MiB. */
    static final int MAX_TEXT = 2 << 20;

    /** The maximum size of a document in bytes, far more than the maximum number of items needs. */
    static final long MAX_BYTES = 16L << 30;

    /**
     * The reader and writer of JSON. Every Java version writes the same form of a number, although some versions know
     * shorter forms. The output is ASCII, so that no text of a service can manipulate a terminal.
     */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_TEXT)
                    .maxNumberLength(64)
                    .maxNestingDepth(16)
                    .build())
            .build();

    private PlanFormat() {}

    public static String digestLine(String digest) {
        return "\"digest\":\"" + digest + "\",\n";
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    public static String written(MessageDigest digest) {
        return ALGORITHM + HexFormat.of().formatHex(digest.digest());
    }
}
