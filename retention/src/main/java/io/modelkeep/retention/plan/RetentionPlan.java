package io.modelkeep.retention.plan;

import io.modelkeep.retention.item.RetentionException;
import io.modelkeep.retention.policy.RetentionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a policy keeps and deletes of the catalogues of one account, item by item. Immutable; as a document it is JSON, and
 * the same plan is always the same bytes.
 *
 * <p>A plan deletes nothing. It holds at most {@value #MAX_ITEMS} items.
 */
public final class RetentionPlan {

    /** The most items that a plan holds, in all its parts. */
    public static final int MAX_ITEMS = 10_000_000;

    private final Instant plannedAt;
    private final String provider;
    private final String origin;
    private final Map<String, String> account;
    private final List<String> policy;
    private final List<TargetPlan> parts;
    private final ItemTotals totals;

    /** Made when it is first asked for, as it takes longer than the plan; made by two threads it is the same. */
    private volatile @Nullable String digest;

    public RetentionPlan(
            Instant plannedAt,
            String provider,
            String origin,
            Map<String, String> account,
            List<String> policy,
            List<TargetPlan> parts) {
        this.plannedAt = plannedAt;
        this.provider = provider;
        this.origin = origin;
        this.account = Collections.unmodifiableMap(new TreeMap<>(account));
        this.policy = List.copyOf(policy);
        this.parts = List.copyOf(parts);
        TargetPlan.Tally tally = new TargetPlan.Tally();
        this.parts.forEach(part -> tally.add(part.totals()));
        this.totals = tally.totals();
    }

    /** {@code sha256:} and 64 hexadecimal digits: two plans with the same digest say the same. */
    public String digest() {
        String made = digest;
        if (made == null) {
            made = new PlanWriter(this).digest();
            digest = made;
        }
        return made;
    }

    /** When it was made, by the planner's clock; ages are counted from then. */
    public Instant plannedAt() {
        return plannedAt;
    }

    /** The provider whose catalogues were read. */
    public String provider() {
        return provider;
    }

    /** The service that they were read from, as {@link io.modelkeep.ModelkeepClient#origin()}. */
    public String origin() {
        return origin;
    }

    /** The account that they were read from, as {@link io.modelkeep.ModelkeepClient#account()}. */
    public Map<String, String> account() {
        return account;
    }

    /** The policy in its written form, as {@link RetentionPolicy#rules()}. */
    public List<String> policy() {
        return policy;
    }

    /** One part for each catalogue, in the order they were given. */
    public List<TargetPlan> parts() {
        return parts;
    }

    /** The counts of all parts. */
    public ItemTotals totals() {
        return totals;
    }

    /**
     * Checks that this plan follows from its own policy: over the items of this plan, at the time it was made, the policy
     * deletes all that this plan deletes.
     *
     * @throws RetentionException {@code OTHER_POLICY}: it does not, or the policy holds a predicate, which no document can:
     *     use {@link #check(RetentionPolicy)}; or as the policy refuses these items
     */
    public void check() {
        new PlanCheck(this).check();
    }

    /**
     * Checks that this plan follows from a policy, which must be the plan's own; see {@link #check()}.
     *
     * @throws RetentionException {@code OTHER_POLICY}: it does not, or its rules are others; or as the policy refuses these
     *     items
     */
    public void check(RetentionPolicy own) {
        new PlanCheck(this).check(own);
    }

    /**
     * Writes the document to a file that only its owner may read, where the file system has such rights: beside its place
     * first, and moved there once it is whole.
     *
     * @throws UncheckedIOException it cannot be written, or a symbolic link is in its place
     */
    public void write(Path file) {
        new PlanFile(file).write(this);
    }

    /**
     * Writes the document; the stream stays open.
     *
     * @throws UncheckedIOException it cannot be written
     */
    public void write(OutputStream out) {
        try {
            new PlanWriter(this).write(out);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the plan", failed);
        }
    }

    /**
     * Reads a document from a file.
     *
     * @throws RetentionException {@code DAMAGED_PLAN}: it is no plan, or not byte for byte as it was written;
     *     {@code TOO_LARGE}: it holds too much
     * @throws UncheckedIOException it cannot be read, or is a symbolic link
     */
    public static RetentionPlan read(Path file) {
        return new PlanFile(file).read();
    }

    /** Reads a document to the end of the stream, which stays open; see {@link #read(Path)}. */
    public static RetentionPlan read(InputStream in) {
        try {
            return new PlanReader("the document").read(in);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the plan", failed);
        }
    }
}
