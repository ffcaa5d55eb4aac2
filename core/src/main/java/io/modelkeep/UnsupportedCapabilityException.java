package io.modelkeep;

import java.io.Serial;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The provider cannot do this: nothing was sent; use another provider or another way. */
public final class UnsupportedCapabilityException extends StoreException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Capability[] missing;

    /** A refusal of one operation. */
    public UnsupportedCapabilityException(String provider, Capability missing) {
        this(provider, EnumSet.of(missing));
    }

    /**
     * A refusal that names all that is missing.
     *
     * @throws IllegalArgumentException nothing is missing
     */
    public UnsupportedCapabilityException(String provider, Set<Capability> missing) {
        super(
                ErrorDetails.of("does not support "
                                + missing.stream()
                                        .sorted()
                                        .map(Capability::label)
                                        .collect(Collectors.joining(", ")))
                        .provider(provider),
                null);
        if (missing.isEmpty()) {
            throw new IllegalArgumentException("nothing is missing");
        }
        this.missing = missing.stream().sorted().toArray(Capability[]::new);
    }

    /** What is missing, never empty. */
    public Set<Capability> missing() {
        return EnumSet.copyOf(Arrays.asList(missing));
    }

    @Override
    void addTo(Map<String, Object> map) {
        map.put("missing", missing().stream().map(Capability::label).toList());
    }
}
