package io.modelkeep.weave.internal.api;

import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.VersionId;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.spi.SafeText;
import io.modelkeep.weave.WeaveProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The validation of ids: object ids and the digests of versions. Aliases are rejected although the service accepts
 * them, because {@code latest} and {@code v3} denote another version after every deletion.
 */
public final class WeaveIds {

    /**
     * The service's own rule for object ids: letters and numbers of any language, underscore, dot and hyphen. Dots
     * alone are excluded here, because they denote a folder in a path.
     */
    private static final Pattern MODEL = Pattern.compile("(?![.]+$)[\\p{L}\\p{N}_.-]{1,128}");

    /** An id that the service accepts, but that cannot be part of a path. */
    private static final Pattern DOTS = Pattern.compile("[.]+");

    /**
     * The form of a digest. A {@code v} followed by a number is excluded even at this length, because the service
     * reads it as a version number. The number may contain any zeros and underscores.
     */
    private static final Pattern DIGEST = Pattern.compile("(?!v[0-9_-]+$)[A-Za-z0-9_-]{43}|[0-9a-f]{64}");

    private WeaveIds() {}

    public static String model(@Nullable Id id, Operation operation) {
        if (id == null || !isModel(id.value())) {
            throw refused(
                    operation,
                    shown(id) + " is not a Weave object id; give the id that creating or listing the model returned");
        }
        return id.value();
    }

    public static boolean isModel(String text) {
        return MODEL.matcher(text).matches();
    }

    /** Returns whether the id consists of dots, so that it is not valid here, but the service may have it. */
    static boolean isDots(String model) {
        return DOTS.matcher(model).matches();
    }

    /** Rejects the name of a new model if the service would not make a usable id from it. */
    public static void checkName(String name) {
        String id = name.replace(' ', '_')
                .replace('/', '_')
                .replace("<", "")
                .replace(">", "")
                .toLowerCase(Locale.ROOT);
        if (!isModel(id)) {
            throw refused(
                    Operation.CREATE_MODEL,
                    "the name " + shown(name) + " gives " + (id.isEmpty() ? "no id" : "the id " + shown(id))
                            + "; choose a name whose id has up to 128 letters, numbers, _ . and -, and not only dots");
        }
    }

    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Returns the distinct digests in the given order, each with its id. */
    public static Map<String, VersionId> digests(@Nullable Collection<VersionId> ids) {
        if (ids == null) {
            throw refused(Operation.DELETE_VERSIONS, "the collection of version ids is null; an empty one is fine");
        }
        Map<String, VersionId> digests = new LinkedHashMap<>();
        for (VersionId id : ids) {
            if (id == null || !isDigest(id.value())) {
                throw refused(
                        Operation.DELETE_VERSIONS,
                        shown(id) + " is not a digest; give one from the list of versions, 43 characters of"
                                + " A-Z a-z 0-9 _ - or 64 hexadecimal digits, and not an alias such as latest or v3");
            }
            digests.putIfAbsent(id.value(), id);
        }
        return digests;
    }

    public static String shown(@Nullable Id id) {
        return id == null ? "null" : shown(id.value());
    }

    /** Returns any text in quotes, made safe for a message. */
    public static String shown(String text) {
        return '"' + SafeText.of(text, 64) + '"';
    }

    public static InvalidRequestException refused(Operation operation, String problem) {
        return new InvalidRequestException(
                ErrorDetails.of(problem).provider(WeaveProvider.NAME).operation(operation));
    }
}
