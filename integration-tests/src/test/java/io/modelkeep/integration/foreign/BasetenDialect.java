package io.modelkeep.integration.foreign;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import io.modelkeep.integration.foreign.ForeignServer.Reply;
import io.modelkeep.integration.foreign.ForeignServer.Request;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Baseten: Loops checkpoints, deployments, and whole models; each is deleted by a request of its own. */
final class BasetenDialect implements Dialect {

    private enum Kind {
        CHECKPOINTS,
        DEPLOYMENTS,
        MODELS
    }

    private final Kind kind;

    private BasetenDialect(Kind kind) {
        this.kind = kind;
    }

    static BasetenDialect checkpoints() {
        return new BasetenDialect(Kind.CHECKPOINTS);
    }

    static BasetenDialect deployments() {
        return new BasetenDialect(Kind.DEPLOYMENTS);
    }

    static BasetenDialect models() {
        return new BasetenDialect(Kind.MODELS);
    }

    @Override
    public String name() {
        return switch (kind) {
            case CHECKPOINTS -> "Baseten checkpoints";
            case DEPLOYMENTS -> "Baseten deployments";
            case MODELS -> "Baseten models";
        };
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("provider", "baseten", "baseten.api-key", "key");
    }

    @Override
    public String baseUrlKey() {
        return "baseten.base-url";
    }

    @Override
    public List<String> ids() {
        return kind == Kind.MODELS ? List.of("abc12345") : List.of("aaaa1111", "bbbb2222", "cccc3333", "dddd4444");
    }

    @Override
    public List<String> asked() {
        return kind == Kind.MODELS ? ids() : ids().subList(1, 4);
    }

    @Override
    public DeleteReport<?> delete(ModelkeepClient stores) {
        return switch (kind) {
            case CHECKPOINTS ->
                stores.checkpoints()
                        .delete(
                                new RunId("loops:run1"),
                                asked().stream().map(CheckpointId::new).toList());
            case DEPLOYMENTS ->
                stores.models()
                        .deleteVersions(
                                new ModelId("abc12345"),
                                asked().stream().map(VersionId::new).toList());
            case MODELS -> stores.models().delete(new ModelId("abc12345")).report();
        };
    }

    @Override
    public boolean isDeletion(Request request) {
        return request.method().equals("DELETE");
    }

    @Override
    public List<String> named(Request request) {
        return List.of(request.path().substring(request.path().lastIndexOf('/') + 1));
    }

    @Override
    public Reply read(World world, Request request) {
        String path = request.path();
        if (path.endsWith("/deployments") || path.endsWith("/loops/checkpoints")) {
            return list(world, "run1", "abc12345");
        }
        if (path.contains("/loops/runs/")) {
            return Reply.of(200, "{\"run\":{\"id\":\"run1\",\"status\":\"ACTIVE\"}}");
        }
        if (path.endsWith("/teams")) {
            return Reply.of(200, "{\"teams\":[]}");
        }
        return kind == Kind.MODELS && world.items.isEmpty()
                ? denied()
                : Reply.of(
                        200,
                        "{\"id\":\"abc12345\",\"name\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"deployments_count\":4,"
                                + "\"production_deployment_id\":null,\"development_deployment_id\":null}");
    }

    private Reply list(World world, String run, String model) {
        String rows = world.items.keySet().stream()
                .map(id -> kind == Kind.CHECKPOINTS
                        ? "{\"id\":\"" + id + "\",\"run_id\":\"" + run + "\",\"checkpoint_id\":\"step-" + id
                                + "\",\"target\":\"sampler\",\"created_at\":\"2026-01-01T00:00:00Z\",\"size_bytes\":1,"
                                + "\"sync_status\":\"COMPLETE\"}"
                        : "{\"id\":\"" + id + "\",\"model_id\":\"" + model + "\",\"name\":\"d-" + id
                                + "\",\"created_at\":\"2026-01-01T00:00:00Z\",\"status\":\"INACTIVE\","
                                + "\"is_production\":false,\"is_development\":false,\"environment\":null}")
                .collect(Collectors.joining(",", "[", "]"));
        return Reply.of(
                200, kind == Kind.CHECKPOINTS ? "{\"checkpoints\":" + rows + "}" : "{\"deployments\":" + rows + "}");
    }

    @Override
    public Reply deleted(Collection<String> ids) {
        return tombstone(ids.iterator().next());
    }

    private Reply tombstone(String id) {
        return Reply.of(
                200,
                switch (kind) {
                    case CHECKPOINTS ->
                        "{\"id\":\"" + id + "\",\"run_id\":\"run1\",\"checkpoint_id\":\"step-" + id
                                + "\",\"target\":\"sampler\",\"path\":\"bt://loops:run1/sampler_weights/x\"}";
                    case DEPLOYMENTS -> "{\"id\":\"" + id + "\",\"deleted\":true,\"model_id\":\"abc12345\"}";
                    case MODELS -> "{\"id\":\"" + id + "\",\"deleted\":true}";
                });
    }

    @Override
    public Optional<Reply> another() {
        return Optional.of(tombstone("zzzz9999"));
    }

    @Override
    public Optional<Reply> foreignRows(World world, Request request) {
        boolean list = request.path().endsWith("/deployments") || request.path().endsWith("/loops/checkpoints");
        return list ? Optional.of(list(world, "run2", "zzz98765")) : Optional.empty();
    }

    @Override
    public Reply denied() {
        return Reply.of(404, "{\"message\":\"No such thing\"}");
    }

    @Override
    public Reply error(int status) {
        return Reply.of(status, "{\"message\":\"said so\"}");
    }
}
