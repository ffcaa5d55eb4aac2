package io.modelkeep.integration.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in words where an exchange departs from an OpenAPI document. Thread-safe. */
final class ExchangeValidator {

    private final ApiDocument document;
    private final ParameterCheck parameters;
    private final SecurityCheck security;
    private final BodyCheck bodies;

    ExchangeValidator(ApiDocument document) {
        this.document = document;
        this.parameters = new ParameterCheck(document.schemas());
        this.security = new SecurityCheck(document.root());
        this.bodies = new BodyCheck(document.schemas());
    }

    /** The operation that was asked for; empty where the document has none such. */
    Optional<ApiOperation> operation(Exchange exchange) {
        return document.operation(exchange.method(), exchange.path());
    }

    /** All departures, those of the request first. */
    List<String> violations(Exchange exchange) {
        List<String> violations = new ArrayList<>(requestViolations(exchange));
        violations.addAll(responseViolations(exchange));
        return violations;
    }

    List<String> requestViolations(Exchange exchange) {
        Optional<ApiOperation> operation = operation(exchange);
        if (operation.isEmpty()) {
            return List.of(
                    document.operationsAt(exchange.path()).isEmpty()
                            ? "the path " + exchange.path() + " is not in the document"
                            : "the method " + exchange.method() + " is not in the document for this path");
        }
        List<String> violations = new ArrayList<>(security.violations(operation.get(), exchange));
        violations.addAll(parameters.violations(operation.get(), exchange));
        violations.addAll(bodies.requestViolations(operation.get(), exchange));
        return violations;
    }

    /** None where no answer was sent whole, or where the operation is unknown. */
    List<String> responseViolations(Exchange exchange) {
        Optional<ApiOperation> operation = operation(exchange);
        if (operation.isEmpty() || exchange.answer().isEmpty()) {
            return List.of();
        }
        Exchange.Answer answer = exchange.answer().get();
        return response(operation.get(), answer.status())
                .map(response -> bodies.responseViolations(response, answer))
                .orElseGet(() -> List.of("the status " + answer.status() + " is not in the document"));
    }

    private Optional<DocumentNode> response(ApiOperation operation, int status) {
        DocumentNode documented = operation.node().get("responses");
        DocumentNode undocumented = document.root().get("x-undocumented-responses");
        String exact = Integer.toString(status);
        String range = status / 100 + "XX";
        return Stream.of(documented.get(exact), documented.get(range), undocumented.get(exact), undocumented.get(range))
                .filter(DocumentNode::exists)
                .findFirst();
    }
}
