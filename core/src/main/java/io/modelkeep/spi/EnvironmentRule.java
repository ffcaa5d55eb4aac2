package io.modelkeep.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule that reads a base URL and its credentials from the environment variables of a service's own tools. */
@FunctionalInterface
public interface EnvironmentRule {

    /** Returns the value that these variables give. The result is empty if none of the rule's variables is set. */
    Optional<Value> value(Map<String, String> environment);

    /**
     * A setting that comes from the environment.
     *
     * @param variable the variable that the value comes from, to name in messages
     * @param text the value, as it would be written in a configuration
     * @param credentials the places to look for the credentials if they are not set, in this order
     */
    record Value(String variable, String text, List<String> credentials) {

        public Value {
            credentials = List.copyOf(credentials);
        }
    }
}
