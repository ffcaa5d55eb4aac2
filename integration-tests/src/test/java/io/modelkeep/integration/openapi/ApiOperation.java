package io.modelkeep.integration.openapi;

import java.util.ArrayList;
import java.util.List;

/**
 * One method on one path of a document.
 *
 * @param method in capitals
 * @param pathItem what holds for all methods on the path
 * @param node what holds for this one
 */
record ApiOperation(String method, PathTemplate path, DocumentNode pathItem, DocumentNode node) {

    String id() {
        return node.get("operationId").text();
    }

    /** The parameters in a place: {@code path} or {@code query}. */
    List<DocumentNode> parameters(String place) {
        List<DocumentNode> parameters =
                new ArrayList<>(pathItem.get("parameters").items());
        parameters.addAll(node.get("parameters").items());
        return parameters.stream()
                .filter(parameter -> parameter.get("in").text().equals(place))
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
