package io.modelkeep.integration.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An OpenAPI 3.1 document and its operations. Immutable. */
final class ApiDocument {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final DocumentNode root;
    private final Schemas schemas;
    private final List<ApiOperation> operations;

    ApiDocument(JsonNode document) {
        this.root = DocumentNode.rootOf(document);
        this.schemas = new Schemas(document);
        this.operations = operations(root.get("paths"));
    }

    /** What is published about the service of a provider. */
    static ApiDocument of(String provider) {
        return new ApiDocument(read(location(provider)));
    }

    static URL location(String provider) {
        URL location = ApiDocument.class.getResource("/openapi/" + provider + ".yaml");
        if (location == null) {
            throw new IllegalStateException("there is no document for " + provider + " on the class path");
        }
        return location;
    }

    static JsonNode read(URL yaml) {
        try (InputStream in = yaml.openStream()) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ApiOperation> operations(DocumentNode paths) {
        List<ApiOperation> operations = new ArrayList<>();
        for (String path : paths.names()) {
            DocumentNode item = paths.get(path);
            for (String name : item.names()) {
                if (METHODS.contains(name)) {
                    String method = name.toUpperCase(Locale.ROOT);
                    operations.add(new ApiOperation(method, new PathTemplate(path), item, item.get(name)));
                }
            }
        }
        return List.copyOf(operations);
    }

    DocumentNode root() {
        return root;
    }

    Schemas schemas() {
        return schemas;
    }

    List<ApiOperation> operations() {
        return operations;
    }

    /** The operations on a path, still percent-encoded, whatever their methods. */
    List<ApiOperation> operationsAt(String path) {
        return operations.stream()
                .filter(operation -> operation.path().match(path).isPresent())
                .toList();
    }

    Optional<ApiOperation> operation(String method, String path) {
        return operationsAt(path).stream()
                .filter(operation -> operation.method().equals(method))
                .findFirst();
    }
}
