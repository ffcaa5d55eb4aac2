package io.modelkeep.retention;

import io.modelkeep.retention.item.Item;
import io.modelkeep.retention.plan.RetentionPlan;
import io.modelkeep.retention.plan.TargetPlan;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Plans for tests, and their documents. */
public final class Plans {

    private Plans() {}

    public static RetentionPlan of(RetentionPolicy policy, TargetPlan... parts) {
        return new RetentionPlan(
                Decided.NOW,
                "shelf",
                "https://shelf.example",
                Map.of("entity", "team"),
                policy.rules(),
                List.of(parts));
    }

    /** A plan of checkpoints. */
    public static RetentionPlan of(String policy, Item... items) {
        return of(RetentionPolicy.parse(policy), Decided.of(policy, items).part());
    }

    public static byte[] bytes(RetentionPlan plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        plan.write(out);
        return out.toByteArray();
    }

    public static String text(RetentionPlan plan) {
        return new String(bytes(plan), StandardCharsets.US_ASCII);
    }

    public static RetentionPlan read(byte[] document) {
        return RetentionPlan.read(new ByteArrayInputStream(document));
    }

    public static RetentionPlan read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the document with a digest that fits again, as after a deliberate change. */
    public static String resealed(String document) {
        String rest = document.substring(0, document.indexOf("{\"digest\""));
        return rest + "{\"digest\":\"sha256:" + sha256(rest) + "\"}\n";
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
