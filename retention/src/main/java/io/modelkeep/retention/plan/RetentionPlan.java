package io.modelkeep.retention.plan;

import io.modelkeep.retention.errors.InvalidPlanException;
import io.modelkeep.retention.errors.PolicyMismatchException;
import io.modelkeep.retention.errors.RetentionException;
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
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan that states, item by item, which items of one account's catalogues a policy keeps and deletes. Immutable.
 *
 * <p>A plan itself deletes nothing. It holds at most {@value #MAX_ITEMS} items. Its document is JSON Lines, and the same
 * plan always gives the same bytes.
 */
public final class RetentionPlan {

    /** The maximum number of items of a plan, in all its parts. */
    public static final int MAX_ITEMS = 10_000_000;

    private final Instant plannedAt;
    private final String provider;
    private final String origin;
    private final Map<String, String> account;
    private final List<String> policy;
    private final List<TargetPlan> parts;
    private final ItemTotals totals;

    /** The digest, computed on first use because it is slow. Two threads that compute it get the same digest. */
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

    /** Returns {@code sha256:} and 64 hexadecimal digits. Plans with the same digest have the same content. */
    public String digest() {
        if (digest == null) {
            write(OutputStream.nullOutputStream());
        }
        return Objects.requireNonNull(digest);
    }

    /** Returns the time when the plan was made, by the planner's clock. Ages are counted from this time. */
    public Instant plannedAt() {
        return plannedAt;
    }

    /** Returns the name of the provider whose catalogues were read. */
    public String provider() {
        return provider;
    }

    /** Returns the service that the catalogues were read from, as {@link io.modelkeep.ModelkeepClient#origin()}. */
    public String origin() {
        return origin;
    }

    /** Returns the account that the catalogues were read from, as {@link io.modelkeep.ModelkeepClient#account()}. */
    public Map<String, String> account() {
        return account;
    }

    /** Returns the policy in its written form, as {@link RetentionPolicy#rules()}. */
    public List<String> policy() {
        return policy;
    }

    /** Returns one part for each catalogue, in the order in which the catalogues were given. */
    public List<TargetPlan> parts() {
        return parts;
    }

    /** Returns the counts of all parts together. */
    public ItemTotals totals() {
        return totals;
    }

    /**
     * Checks that this plan follows from its own policy. The policy must delete all items that this plan deletes, when
     * it decides about the items of this plan at the time of planning.
     *
     * @throws InvalidPlanException the plan deletes an item that its policy keeps
     * @throws PolicyMismatchException the policy has a predicate, which a document cannot contain; use {@link
     *     #check(RetentionPolicy)} instead
     * @throws RetentionException the policy refuses the items of the plan
     */
    public void check() {
        new PlanCheck(this).check();
    }

    /**
     * Checks that this plan follows from a policy, as {@link #check()} does. The policy must have the rules of the
     * plan's own policy.
     *
     * @param own the policy that the plan was made with
     * @throws InvalidPlanException the plan deletes an item that the policy keeps
     * @throws PolicyMismatchException the policy has other rules than the plan's own policy
     * @throws RetentionException the policy refuses the items of the plan
     */
    public void check(RetentionPolicy own) {
        new PlanCheck(this).check(own);
    }

    /**
     * Writes the document to a file that only its owner may read, where the file system has such rights. The document
     * is written to a temporary file in the same directory, which is moved into place when it is complete.
     *
     * @throws UncheckedIOException if the file cannot be written, or is a symbolic link
     */
    public void write(Path file) {
        new PlanFile(file).write(this);
    }

    /**
     * Writes the document and leaves the stream open.
     *
     * @throws UncheckedIOException if the document cannot be written
     */
    public void write(OutputStream out) {
        try {
            writeTo(out);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the plan", failed);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        digest = PlanWriter.write(this, out);
    }

    /**
     * Reads a document from a file.
     *
     * @throws InvalidPlanException if the file is not a plan, is not byte for byte as it was written, or has an
     *     unknown format version
     * @throws io.modelkeep.retention.errors.PlanTooLargeException if it has too many bytes or items
     * @throws UncheckedIOException if the file cannot be read, or is a symbolic link
     */
    public static RetentionPlan read(Path file) {
        return new PlanFile(file).read();
    }

    /**
     * Reads a document to the end of the stream, and leaves the stream open.
     *
     * @throws InvalidPlanException as {@link #read(Path)}
     * @throws io.modelkeep.retention.errors.PlanTooLargeException as {@link #read(Path)}
     * @throws UncheckedIOException if the stream cannot be read
     */
    public static RetentionPlan read(InputStream in) {
        try {
            return new PlanReader("the document").read(in);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the plan", failed);
        }
    }
}
