package io.modelkeep.errors;

import io.modelkeep.Capability;
import io.modelkeep.Operation;
import java.io.Serial;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The provider cannot do this, or not with this id: nothing was sent; use another provider or another way. */
public final class UnsupportedCapabilityException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Capability[] missing;
    private final boolean forThisIdOnly;

    /** A refusal of what one capability stands for. */
    public UnsupportedCapabilityException(String provider, Capability missing) {
        this(provider, EnumSet.of(missing));
    }

    /**
     * A refusal that names all that is missing.
     *
     * @throws IllegalArgumentException nothing is missing
     */
    public UnsupportedCapabilityException(String provider, Set<Capability> missing) {
        this(ErrorDetails.of(problem(missing)).provider(provider), missing, false);
    }

    /**
     * A refusal of one operation.
     *
     * @param subject what it was asked for, as it reads behind the operation; null where there is nothing to name
     */
    public UnsupportedCapabilityException(
            String provider, Capability missing, Operation operation, @Nullable String subject) {
        this(details(provider, missing, operation, subject), EnumSet.of(missing), false);
    }

    private UnsupportedCapabilityException(ErrorDetails details, Set<Capability> missing, boolean forThisIdOnly) {
        super(details, null);
        if (missing.isEmpty()) {
            throw new IllegalArgumentException("nothing is missing");
        }
        this.missing = missing.stream().sorted().toArray(Capability[]::new);
        this.forThisIdOnly = forThisIdOnly;
    }

    /** A refusal of one operation on one thing, by a provider that declares it for others; the details say why. */
    public static UnsupportedCapabilityException forThisId(ErrorDetails details, Capability missing) {
        return new UnsupportedCapabilityException(details, EnumSet.of(missing), true);
    }

    private static String problem(Set<Capability> missing) {
        return "does not support "
                + missing.stream().sorted().map(Capability::label).collect(Collectors.joining(", "));
    }

    private static ErrorDetails details(
            String provider, Capability missing, Operation operation, @Nullable String subject) {
        ErrorDetails details =
                ErrorDetails.of(problem(EnumSet.of(missing))).provider(provider).operation(operation);
        return subject == null ? details : details.subject(subject);
    }

    /** What is missing, never empty. */
    public Set<Capability> missing() {
        return EnumSet.copyOf(Arrays.asList(missing));
    }

    /** Whether the provider can do it with other ids: the message says with which. */
    public boolean forThisIdOnly() {
        return forThisIdOnly;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("missing", missing().stream().map(Capability::label).toList());
    }
}
