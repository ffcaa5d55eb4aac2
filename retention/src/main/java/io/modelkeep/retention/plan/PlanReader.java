package io.modelkeep.retention.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.internal.file.JsonTokenCursor;
import io.modelkeep.retention.internal.file.JsonTokenCursor.UnexpectedJsonException;
import io.modelkeep.retention.item.MetricNames;
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

/**
 * A reader of a plan's document, one item at a time. It accepts only a document that is byte for byte as it was
 * written. Not thread-safe.
 */
final class PlanReader {

    private final String source;

    private @Nullable Instant plannedAt;
    private @Nullable String provider;
    private @Nullable String origin;
    private @Nullable Map<String, String> account;
    private @Nullable List<String> policy;
    private @Nullable List<TargetPlan> parts;

    /**
     * Creates a reader.
     *
     * @param source the name of the document in messages
     */
    PlanReader(String source) {
        this.source = source;
    }

    /**
     * Reads the document to the end of the stream.
     *
     * @throws InvalidPlanException if the document is not a plan or was modified
     * @throws io.modelkeep.retention.errors.PlanTooLargeException if it has too many items
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
        // The first comparison detects any changed byte. The second detects another form of the same plan whose digest
        // was recomputed.
        if (!line.equals(PlanFormat.digestLine(found)) || !plan.digest().equals(found)) {
            throw damaged("its digest does not match its content");
        }
        return plan;
    }

    private void checkBeginning(String beginning) {
        if (!beginning.equals(PlanFormat.BEGINNING)) {
            throw damaged("it does not begin like a plan of the format " + PlanFormat.SCHEMA);
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
            throw damaged("a field is missing");
        }
        return new RetentionPlan(plannedAt, provider, origin, account, policy, parts);
    }

    /** Returns the policy of a plan. Its predicates, if any, cannot be evaluated. */
    private RetentionPolicy parsed(List<String> rules) {
        try {
            RetentionPolicy read = PolicyReading.ofDocument().addAll(rules).policy();
            if (read.rules().equals(rules)) {
                return read;
            }
        } catch (RetentionException invalid) {
            throw damaged("its " + invalid.getMessage());
        }
        throw damaged("its policy is not in the written form of a policy");
    }

    private InvalidPlanException damaged(String problem) {
        return new InvalidPlanException(
                source + " is not a plan, or was modified after it was written: " + problem + "; plan again");
    }
}
