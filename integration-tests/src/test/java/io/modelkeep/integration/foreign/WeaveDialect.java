package io.modelkeep.integration.foreign;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.VersionId;
import io.modelkeep.integration.foreign.ForeignServer.Reply;
import io.modelkeep.integration.foreign.ForeignServer.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Weave, as self-managed servers have it: versions by digest, and whole models. */
final class WeaveDialect implements Dialect {

    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9]{43}");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final boolean models;

    private WeaveDialect(boolean models) {
        this.models = models;
    }

    static WeaveDialect versions() {
        return new WeaveDialect(false);
    }

    static WeaveDialect models() {
        return new WeaveDialect(true);
    }

    @Override
    public String name() {
        return models ? "Weave models" : "Weave versions";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("provider", "weave", "weave.api-key", "key", "weave.entity", "team", "weave.project", "project");
    }

    @Override
    public String baseUrlKey() {
        return "weave.base-url";
    }

    private static String digest(int number) {
        return String.format("%043d", number);
    }

    @Override
    public List<String> ids() {
        return models
                ? List.of("m")
                : IntStream.range(0, 250).mapToObj(WeaveDialect::digest).toList();
    }

    @Override
    public List<String> asked() {
        return models
                ? ids()
                : IntStream.range(20, 170).mapToObj(WeaveDialect::digest).toList();
    }

    @Override
    public DeleteReport<?> delete(ModelkeepClient stores) {
        return models
                ? stores.models().delete(new ModelId("m")).report()
                : stores.models()
                        .deleteVersions(
                                new ModelId("m"),
                                asked().stream().map(VersionId::new).toList());
    }

    @Override
    public boolean isDeletion(Request request) {
        return request.path().endsWith("/obj/delete");
    }

    @Override
    public List<String> named(Request request) {
        return models
                ? ids()
                : DIGEST.matcher(request.body())
                        .results()
                        .map(found -> found.group())
                        .toList();
    }

    @Override
    public Reply read(World world, Request request) {
        return rows(world, request, "team/project");
    }

    private Reply rows(World world, Request request, String project) {
        List<String> rows = new ArrayList<>();
        List<String> present = models && !world.items.isEmpty()
                ? IntStream.range(0, 5).mapToObj(WeaveDialect::digest).toList()
                : models ? List.of() : List.copyOf(world.items.keySet());
        for (int i = 0; i < present.size(); i++) {
            String digest = present.get(i);
            rows.add("{\"project_id\":\"" + project + "\",\"object_id\":\"m\",\"created_at\":\""
                    + BEGIN.plusSeconds(Integer.parseInt(digest)) + "\",\"digest\":\"" + digest
                    + "\",\"version_index\":" + Integer.parseInt(digest) + ",\"is_latest\":"
                    + (i == present.size() - 1 ? 1 : 0)
                    + ",\"kind\":\"object\",\"base_object_class\":\"Model\",\"leaf_object_class\":\"Model\",\"val\":{},"
                    + "\"aliases\":[],\"tags\":[]}");
        }
        if (request.body().matches("(?s).*\"latest_only\"\\s*:\\s*true.*") && !rows.isEmpty()) {
            rows = List.of(rows.get(rows.size() - 1));
        }
        if (request.body().contains("\"desc\"")) {
            rows = new ArrayList<>(rows);
            Collections.reverse(rows);
        }
        int from = Math.min(number(request, "offset", 0), rows.size());
        int to = (int) Math.min(rows.size(), (long) from + number(request, "limit", 1000));
        return Reply.of(
                200, "{\"objs\":" + rows.subList(from, to).stream().collect(Collectors.joining(",", "[", "]")) + "}");
    }

    private static int number(Request request, String name, int otherwise) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(request.body());
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }

    @Override
    public Reply deleted(Collection<String> ids) {
        return counted(models ? 5 : ids.size()).orElseThrow();
    }

    @Override
    public Optional<Reply> counted(long count) {
        return Optional.of(Reply.of(200, "{\"num_deleted\":" + count + "}"));
    }

    @Override
    public Optional<Reply> another() {
        // A model may have a version that was published since, so an answer about all of them may name any.
        return models
                ? Optional.empty()
                : Optional.of(Reply.of(
                        200, "{\"num_deleted\":1,\"deleted_versions\":[{\"digest\":\"" + digest(999) + "\"}]}"));
    }

    @Override
    public Optional<Reply> foreignRows(World world, Request request) {
        return Optional.of(rows(world, request, "team/other"));
    }

    @Override
    public Reply denied() {
        return Reply.of(404, "{\"reason\":\"Object m (None) not found when deleting.\"}");
    }

    @Override
    public Reply error(int status) {
        return Reply.of(status, "{\"reason\":\"said so\"}");
    }

    @Override
    public boolean isLaterPage(Request request) {
        return number(request, "offset", 0) > 0;
    }

    @Override
    public boolean hasBatches() {
        return !models;
    }
}
