package io.modelkeep.retention.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.errors.RetentionException;
import io.modelkeep.retention.internal.file.JsonLineReader;
import io.modelkeep.retention.internal.file.JsonLineReader.UnknownVersionException;
import io.modelkeep.retention.item.MetricNames;
import io.modelkeep.retention.policy.PolicyReading;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A reader of a plan's document, one item at a time. It accepts only a document that is byte for byte as it was
 * written. Not thread-safe.
 */
final class PlanReader {

    private final String source;

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
     * @throws InvalidPlanException if the document is not a plan was modified, or has an unknown version
     * @throws io.modelkeep.retention.errors.PlanTooLargeException if it has too many items
     */
    RetentionPlan read(InputStream from) throws IOException {
        MessageDigest found = PlanWriter.newDigest();
        RetentionPlan plan;
        try (JsonLineReader in = new JsonLineReader(new DigestInputStream(from, found))) {
            plan = read(in);
        } catch (JsonProcessingException damaged) {
            throw damaged("line " + damaged.getLocation().getLineNr() + ": " + damaged.getOriginalMessage());
        } catch (UnknownVersionException unknown) {
            throw refused(unknown.getMessage() + "; use a newer Modelkeep, or plan again");
        }
        // Comparing with the document that the plan is written as detects any changed byte, and any other form of the
        // same plan, even if its digest was recomputed.
        MessageDigest expected = PlanWriter.newDigest();
        plan.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), expected));
        if (!MessageDigest.isEqual(found.digest(), expected.digest())) {
            throw damaged("its digest does not match its content");
        }
        return plan;
    }

    private RetentionPlan read(JsonLineReader in) throws IOException {
        if (!in.nextObject() || !in.text(PlanWriter.FORMAT).equals(PlanWriter.NAME)) {
            throw in.unexpected("the header of a plan");
        }
        in.version(PlanWriter.VERSION);
        Instant plannedAt = in.instant("plannedAt");
        String provider = in.text("provider");
        String origin = in.text("origin");
        Map<String, String> account = in.textMap("account");
        List<String> policy = in.texts("policy");
        in.skip("totals");
        in.endLine();
        TargetPlanReader reader =
                new TargetPlanReader(in, MetricNames.of(parsed(policy).metrics()));
        List<TargetPlan> parts = new ArrayList<>();
        while (in.hasNext(PlanWriter.KIND)) {
            parts.add(reader.part());
        }
        in.skip(PlanWriter.DIGEST);
        in.endObject();
        if (in.nextObject()) {
            throw in.unexpected("the end");
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
        return refused("is not a plan, or was modified after it was written: " + problem + "; plan again");
    }

    private InvalidPlanException refused(String problem) {
        return new InvalidPlanException(source + " " + problem);
    }
}
