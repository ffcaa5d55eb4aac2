package io.modelkeep.integration.live;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests of a service whose variables are not in the environment, and says which are missing. */
final class NeedsKey implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        Optional<String> missing = test.getAnnotation(Live.class).value().missing(new LiveEnvironment(System.getenv()));
        // Surefire writes reasons into its XML files, and shows none.
        missing.ifPresent(what -> System.out.println(test.getSimpleName() + " is skipped: " + what));
        return missing.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("all variables are there"));
    }
}
