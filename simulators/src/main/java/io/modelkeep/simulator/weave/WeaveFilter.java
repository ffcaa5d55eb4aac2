package io.modelkeep.simulator.weave;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filter of a query for versions. An empty list does not restrict, like an absent one. */
record WeaveFilter(
        List<String> baseObjectClasses,
        List<String> excludeBaseObjectClasses,
        List<String> leafObjectClasses,
        List<String> objectIds,
        @Nullable Boolean isOp,
        boolean latestOnly,
        List<String> tags,
        List<String> aliases) {

    static final WeaveFilter ALL =
            new WeaveFilter(List.of(), List.of(), List.of(), List.of(), null, false, List.of(), List.of());

    static final WeaveFilter MODELS =
            new WeaveFilter(List.of("Model"), List.of(), List.of(), List.of(), false, false, List.of(), List.of());

    static final WeaveFilter LATEST_MODELS =
            new WeaveFilter(List.of("Model"), List.of(), List.of(), List.of(), false, true, List.of(), List.of());

    /** Returns the filter in the fields of a query. */
    static WeaveFilter of(@Nullable WeaveFields fields) {
        if (fields == null) {
            return ALL;
        }
        fields.only(
                "base_object_classes",
                "exclude_base_object_classes",
                "leaf_object_classes",
                "object_ids",
                "is_op",
                "latest_only",
                "tags",
                "aliases");
        return new WeaveFilter(
                fields.texts("base_object_classes"),
                fields.texts("exclude_base_object_classes"),
                fields.texts("leaf_object_classes"),
                fields.texts("object_ids"),
                fields.optionalFlag("is_op"),
                fields.flag("latest_only"),
                fields.texts("tags"),
                fields.texts("aliases"));
    }

    /** Reports whether the version passes all filters except the object ids, which the caller has applied. */
    boolean passes(WeaveVersion version) {
        WeaveContent content = version.content();
        return allows(baseObjectClasses, content.baseObjectClass())
                && (excludeBaseObjectClasses.isEmpty() || !allows(excludeBaseObjectClasses, content.baseObjectClass()))
                && allows(leafObjectClasses, content.leafObjectClass())
                && (isOp == null || isOp == content.isOp())
                && (!latestOnly || version.isLatest())
                && (tags.isEmpty() || !Collections.disjoint(tags, version.tags()))
                && (aliases.isEmpty()
                        || !Collections.disjoint(aliases, version.aliases())
                        || (version.isLatest() && aliases.contains(WeaveObject.LATEST)));
    }

    private static boolean allows(List<String> wanted, @Nullable String actual) {
        return wanted.isEmpty() || (actual != null && wanted.contains(actual));
    }
}
