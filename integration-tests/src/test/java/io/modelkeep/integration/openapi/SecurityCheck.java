package io.modelkeep.integration.openapi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Holds the credential of a request against what its operation asks for: a bearer token, a user with a password, or an API
 * key in the same header behind the word that {@code x-prefix} names.
 */
final class SecurityCheck {

    private static final String HEADER = "Authorization";

    /** As in RFC 6750, section 2.1. */
    private static final String TOKEN = " [A-Za-z0-9._~+/-]+=*";

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
        List<String> schemes =
                security.items().stream().map(SecurityCheck::onlyScheme).toList();
        // Made before they are needed, so that a scheme that cannot be checked is found with the first request.
        List<Predicate<String>> forms = schemes.stream().map(this::form).toList();
        List<String> sent = exchange.header(HEADER);
        if (sent.isEmpty()) {
            return List.of("the Authorization header is missing");
        }
        if (sent.size() > 1) {
            return List.of("there are " + sent.size() + " Authorization headers");
        }
        return forms.stream().anyMatch(form -> form.test(sent.get(0)))
                ? List.of()
                : List.of("the Authorization header is none of " + schemes);
    }

    private static String onlyScheme(DocumentNode alternative) {
        List<String> names = alternative.names();
        if (names.size() != 1) {
            throw new IllegalStateException("security by " + names + " at once cannot be checked here");
        }
        return names.get(0);
    }

    private Predicate<String> form(String name) {
        DocumentNode scheme = root.get("components").get("securitySchemes").get(name);
        String type = scheme.get("type").text();
        if (type.equals("http") && scheme.get("scheme").text().equals("bearer")) {
            return Pattern.compile("(?i:Bearer)" + TOKEN).asMatchPredicate();
        }
        if (type.equals("http") && scheme.get("scheme").text().equals("basic")) {
            return SecurityCheck::isBasic;
        }
        if (type.equals("apiKey") && scheme.get("name").text().equals(HEADER)) {
            return Pattern.compile(Pattern.quote(scheme.get("x-prefix").text()) + TOKEN)
                    .asMatchPredicate();
        }
        throw new IllegalStateException("the security scheme " + name + " cannot be checked here");
    }

    /** As in RFC 7617, section 2. */
    private static boolean isBasic(String sent) {
        if (!sent.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(sent.substring(6));
            return new String(decoded, StandardCharsets.UTF_8).indexOf(':') >= 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
