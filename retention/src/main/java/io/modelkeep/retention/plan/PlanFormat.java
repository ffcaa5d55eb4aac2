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
 * What a plan's document begins with, and how its JSON is written. The digest stands on the second line, and is one of all
 * other lines: so each byte of a document is either as it must be or is digested.
 */
public final class PlanFormat {

    public static final String SCHEMA = "modelkeep-plan/2";

    /** The document up to the digest. */
    static final String BEGINNING = "{\n\"schema\":\"" + SCHEMA + "\",\n";

    /** What a digest begins with, followed by its digits. */
    static final String ALGORITHM = "sha256:";

    static final int DIGEST_LENGTH = ALGORITHM.length() + 64;

    /** The longest text there may be: a rule that names many ids, in a policy's file of 1 MiB. */
    static final int MAX_TEXT = 2 << 20;

    /** The most bytes of a document: far more than the most items take. */
    static final long MAX_BYTES = 16L << 30;

    /**
     * Numbers are written alike by every Java, of which some know shorter forms than others; and all is ASCII, so that
     * no text of a service plays tricks on a terminal.
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
