package io.modelkeep.integration.openapi;

import java.util.List;
import java.util.regex.Pattern;

/** Holds the credential of a request against what its operation asks for; only bearer tokens are known here. */
final class SecurityCheck {

    /** As in RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) [A-Za-z0-9._~+/-]+=*");

    private final DocumentNode root;

    SecurityCheck(DocumentNode root) {
        this.root = root;
    }

    /** Never repeats what was sent. */
    List<String> violations(ApiOperation operation, Exchange exchange) {
        DocumentNode own = operation.node().get("security");
        DocumentNode security = own.exists() ? own : root.get("security");
        if (security.json().isEmpty()) {
            return List.of();
        }
        for (DocumentNode alternative : security.items()) {
            for (String scheme : alternative.names()) {
                requireBearer(scheme);
            }
        }
        List<String> sent = exchange.header("Authorization");
        if (sent.isEmpty()) {
            return List.of("the Authorization header is missing");
        }
        if (sent.size() > 1) {
            return List.of("there are " + sent.size() + " Authorization headers");
        }
        return BEARER.matcher(sent.get(0)).matches()
                ? List.of()
                : List.of("the Authorization header is not a bearer token");
    }

    private void requireBearer(String name) {
        DocumentNode scheme = root.get("components").get("securitySchemes").get(name);
        if (!scheme.get("type").text().equals("http")
                || !scheme.get("scheme").text().equals("bearer")) {
            throw new IllegalStateException("the security scheme " + name + " cannot be checked here");
        }
    }
}
