package io.modelkeep.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a service's own tools are told by the environment where it answers, and which credentials go with that. */
@FunctionalInterface
public interface EnvironmentRule {

    /** What these variables say; empty where none of the rule's variables is set. */
    Optional<Value> value(Map<String, String> environment);

    /**
     * A setting that the environment makes.
     *
     * @param variable the variable it comes from, to name in messages
     * @param text the value, as it would be written in a configuration
     * @param credentials where the credentials for it are looked for when they are not set, in this order
     */
    record Value(String variable, String text, List<String> credentials) {

        public Value {
            credentials = List.copyOf(credentials);
        }
    }
}
