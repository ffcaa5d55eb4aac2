package io.modelkeep.integration.foreign;

import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.RunId;
import io.modelkeep.integration.foreign.ForeignServer.Reply;
import io.modelkeep.integration.foreign.ForeignServer.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** W&amp;B Training: checkpoints by step, and whole models. */
final class WandbDialect implements Dialect {

    private static final String MODEL = "11111111-2222-4333-8444-555555555555";
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final boolean models;

    private WandbDialect(boolean models) {
        this.models = models;
    }

    static WandbDialect checkpoints() {
        return new WandbDialect(false);
    }

    static WandbDialect models() {
        return new WandbDialect(true);
    }

    @Override
    public String name() {
        return models ? "W&B models" : "W&B checkpoints";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("provider", "wandb-training", "wandb-training.api-key", "key");
    }

    @Override
    public String baseUrlKey() {
        return "wandb-training.base-url";
    }

    @Override
    public List<String> ids() {
        return models
                ? List.of(MODEL)
                : IntStream.range(0, 250).mapToObj(Integer::toString).toList();
    }

    @Override
    public List<String> asked() {
        return models
                ? ids()
                : IntStream.range(20, 170).mapToObj(Integer::toString).toList();
    }

    @Override
    public DeleteReport<?> delete(ModelkeepClient stores) {
        return models
                ? stores.models().delete(new ModelId(MODEL)).report()
                : stores.checkpoints()
                        .delete(
                                new RunId(MODEL),
                                asked().stream().map(CheckpointId::new).toList());
    }

    @Override
    public boolean isDeletion(Request request) {
        return request.method().equals("DELETE");
    }

    @Override
    public List<String> named(Request request) {
        return models
                ? ids()
                : NUMBER.matcher(request.body())
                        .results()
                        .map(found -> found.group())
                        .toList();
    }

    @Override
    public Reply read(World world, Request request) {
        if (!request.path().endsWith("/checkpoints")) {
            return Reply.of(200, "{\"status\":\"ok\"}");
        }
        if (models) {
            return world.items.isEmpty() ? denied() : page(List.of(row("7", 1)), false);
        }
        List<String> rows = new ArrayList<>(world.items.entrySet().stream()
                .map(item -> row(item.getKey(), item.getValue()))
                .toList());
        if ("desc".equals(request.query().get("order"))) {
            Collections.reverse(rows);
        }
        String after = request.query().get("after");
        int from = 0;
        if (after != null) {
            from = 1
                    + IntStream.range(0, rows.size())
                            .filter(i -> rows.get(i).contains(after))
                            .findFirst()
                            .orElse(rows.size());
        }
        int limit = Integer.parseInt(request.query().getOrDefault("limit", "20"));
        int to = Math.min(rows.size(), from + limit);
        return page(rows.subList(Math.min(from, to), to), to < rows.size());
    }

    private static String uuid(String step, int revision) {
        return String.format("%08d-0000-4000-8000-%012d", revision, Integer.parseInt(step));
    }

    private static String row(String step, int revision) {
        return "{\"id\":\"" + uuid(step, revision) + "\",\"step\":" + step + ",\"metrics\":{\"loss\":0.5}}";
    }

    private static Reply page(List<String> rows, boolean more) {
        return Reply.of(
                200,
                "{\"object\":\"list\",\"data\":" + rows.stream().collect(Collectors.joining(",", "[", "]"))
                        + ",\"has_more\":" + more + "}");
    }

    @Override
    public Reply deleted(Collection<String> ids) {
        return counted(ids.size()).orElseThrow();
    }

    @Override
    public Optional<Reply> counted(long count) {
        return Optional.of(Reply.of(
                200,
                models
                        ? "{\"model_id\":\"" + MODEL + "\",\"deleted_checkpoints\":" + count + ",\"deleted_run\":true}"
                        : "{\"deleted_count\":" + count + ",\"not_found_steps\":[]}"));
    }

    @Override
    public Optional<Reply> another() {
        return models
                ? Optional.of(Reply.of(
                        200,
                        "{\"model_id\":\"" + MODEL.replace('1', '9')
                                + "\",\"deleted_checkpoints\":3,\"deleted_run\":true}"))
                : Optional.empty();
    }

    @Override
    public Reply denied() {
        return Reply.of(404, "{\"detail\":\"Model not found\"}");
    }

    @Override
    public Reply error(int status) {
        return Reply.of(status, "{\"detail\":\"said so\"}");
    }

    @Override
    public boolean isLaterPage(Request request) {
        return request.query().containsKey("after");
    }

    @Override
    public boolean hasBatches() {
        return !models;
    }

    @Override
    public boolean hasRevisions() {
        return !models;
    }
}
