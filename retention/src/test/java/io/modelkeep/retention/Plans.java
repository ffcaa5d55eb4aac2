package io.modelkeep.retention;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/** Plans for tests, and their documents. */
final class Plans {

    private Plans() {}

    static RetentionPlan of(RetentionPolicy policy, PlanPart... parts) {
        return new RetentionPlan(
                Decided.NOW,
                "shelf",
                "https://shelf.example",
                Map.of("entity", "team"),
                policy.rules(),
                List.of(parts));
    }

    /** A plan of checkpoints. */
    static RetentionPlan of(String policy, Item... items) {
        return of(RetentionPolicy.parse(policy), Decided.of(policy, items).part());
    }

    static byte[] bytes(RetentionPlan plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        plan.write(out);
        return out.toByteArray();
    }

    static String text(RetentionPlan plan) {
        return new String(bytes(plan), StandardCharsets.US_ASCII);
    }

    static RetentionPlan read(byte[] document) {
        return RetentionPlan.read(new ByteArrayInputStream(document));
    }

    static RetentionPlan read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    /** The document with a digest that fits again, as one would make who changes it on purpose. */
    static String resealed(String document) {
        String rest = document.replaceFirst("\"digest\":\"[^\"]*\",\n", "");
        MessageDigest digest = PlanFormat.newDigest();
        digest.update(rest.getBytes(StandardCharsets.UTF_8));
        return rest.replaceFirst(
                PlanFormat.SCHEMA + "\",\n",
                PlanFormat.SCHEMA + "\",\n" + PlanFormat.digestLine(PlanFormat.written(digest)));
    }
}
