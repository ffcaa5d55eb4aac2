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

/**
 * The provider does not support the operation, or not for this id. Nothing was sent. Use another provider or another
 * operation.
 */
public final class UnsupportedCapabilityException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Capability[] missing;
    private final boolean forThisIdOnly;

    /** Creates an exception for one missing capability. */
    public UnsupportedCapabilityException(String provider, Capability missing) {
        this(provider, EnumSet.of(missing));
    }

    /**
     * Creates an exception that names all missing capabilities.
     *
     * @throws IllegalArgumentException nothing is missing
     */
    public UnsupportedCapabilityException(String provider, Set<Capability> missing) {
        this(ErrorDetails.of(problem(missing)).provider(provider), missing, false);
    }

    /**
     * Creates an exception for one operation.
     *
     * @param subject the subject of the operation, which follows the operation in the message; null if there is
     *     none
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

    /**
     * Creates an exception for one operation on one item, if the provider supports the operation for other items. The
     * details state the reason.
     */
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

    /** Returns the missing capabilities. The set is never empty. */
    public Set<Capability> missing() {
        return EnumSet.copyOf(Arrays.asList(missing));
    }

    /** Reports whether the provider supports the operation with other ids. The message states which ids. */
    public boolean forThisIdOnly() {
        return forThisIdOnly;
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("missing", missing().stream().map(Capability::label).toList());
    }
}
