package io.modelkeep.retention.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.modelkeep.retention.internal.file.JsonTokenCursor;
import io.modelkeep.retention.internal.file.JsonTokenCursor.UnexpectedJsonException;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.item.RetentionException;
import io.modelkeep.retention.item.RetentionException.Reason;
import io.modelkeep.retention.policy.PolicyReading;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a plan's document, an item at a time, and takes nothing but what was written byte for byte so; not thread-safe. */
final class PlanReader {

    private final String source;

    private @Nullable Instant plannedAt;
    private @Nullable String provider;
    private @Nullable String origin;
    private @Nullable Map<String, String> account;
    private @Nullable List<String> policy;
    private @Nullable List<TargetPlan> parts;

    /** A reader of what a message calls so. */
    PlanReader(String source) {
        this.source = source;
    }

    /**
     * Reads to the end.
     *
     * @throws RetentionException {@code DAMAGED_PLAN} or {@code TOO_LARGE}
     */
    RetentionPlan read(InputStream from) throws IOException {
        InputStream in = new BufferedInputStream(from, 1 << 16);
        byte[] beginning = PlanFormat.ascii(PlanFormat.BEGINNING);
        checkBeginning(new String(in.readNBytes(beginning.length), StandardCharsets.ISO_8859_1));
        int lineLength = PlanFormat.digestLine("").length() + PlanFormat.DIGEST_LENGTH;
        String line = new String(in.readNBytes(lineLength), StandardCharsets.ISO_8859_1);
        MessageDigest digest = PlanFormat.newDigest();
        digest.update(beginning);
        InputStream rest =
                new SequenceInputStream(new ByteArrayInputStream(beginning), new DigestInputStream(in, digest));
        try (JsonParser json = PlanFormat.JSON.createParser(rest)) {
            readDocument(new JsonTokenCursor(json));
        } catch (JsonProcessingException | UnexpectedJsonException damaged) {
            throw damaged(String.valueOf(damaged.getMessage()));
        }
        String found = PlanFormat.written(digest);
        RetentionPlan plan = plan();
        // The first tells a change of any byte, the second one of the form alone, under a digest that was made to fit.
        if (!line.equals(PlanFormat.digestLine(found)) || !plan.digest().equals(found)) {
            throw damaged("its digest is of something else");
        }
        return plan;
    }

    private void checkBeginning(String beginning) {
        if (!beginning.equals(PlanFormat.BEGINNING)) {
            throw damaged("it does not begin as a plan of " + PlanFormat.SCHEMA);
        }
    }

    private void readDocument(JsonTokenCursor json) throws IOException {
        json.beginObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "schema", "totals" -> json.skip();
                case "plannedAt" -> plannedAt = json.instant();
                case "provider" -> provider = json.text();
                case "origin" -> origin = json.text();
                case "account" -> account = json.textMap();
                case "policy" -> policy = json.texts();
                case PlanWriter.PARTS -> parts = parts(json);
                default -> throw json.unexpected("a field of a plan");
            }
        }
        json.end();
    }

    private List<TargetPlan> parts(JsonTokenCursor json) throws IOException {
        if (policy == null) {
            throw json.unexpected("the policy");
        }
        TargetPlanReader reader =
                new TargetPlanReader(json, MetricNames.of(parsed(policy).metrics()));
        List<TargetPlan> all = new ArrayList<>();
        json.beginArray();
        while (json.nextObject()) {
            all.add(reader.part());
        }
        return all;
    }

    private RetentionPlan plan() {
        if (plannedAt == null
                || provider == null
                || origin == null
                || account == null
                || policy == null
                || parts == null) {
            throw damaged("something is missing");
        }
        return new RetentionPlan(plannedAt, provider, origin, account, policy, parts);
    }

    /** The policy that a plan names, with which it cannot be evaluated where that holds predicates. */
    private RetentionPolicy parsed(List<String> rules) {
        try {
            RetentionPolicy read = PolicyReading.ofDocument().addAll(rules).policy();
            if (read.rules().equals(rules)) {
                return read;
            }
        } catch (RetentionException invalid) {
            throw damaged("its " + invalid.getMessage());
        }
        throw damaged("its policy is not written as policies are");
    }

    private RetentionException damaged(String problem) {
        return new RetentionException(
                Reason.DAMAGED_PLAN,
                source + " is no plan, or was changed since it was written: " + problem + "; plan again");
    }
}
