package io.modelkeep.http.internal.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.Version;
import io.modelkeep.errors.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A check that the Jackson on the class path is supported. An unsupported version may fail in the middle of a call, and
 * the answer to a deletion would be lost.
 */
public final class JacksonVersions {

    /** The oldest version that has all features used here. */
    private static final Version OLDEST = version(2, 18);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

    private JacksonVersions() {}

    /**
     * Checks that no version is too old and that the versions are compatible with each other.
     *
     * @throws ConfigurationException with the versions found and the remedy
     */
    public static void check() {
        Version core;
        Version databind;
        try {
            core = com.fasterxml.jackson.core.json.PackageVersion.VERSION;
            databind = com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION;
        } catch (LinkageError none) {
            throw new ConfigurationException(List.of("Jackson cannot be loaded (" + none + "); " + remedy()));
        }
        check(core, databind, annotations(JsonProperty.class.getPackage()));
    }

    public static void check(Version core, Version databind, Optional<Version> annotations) {
        List<String> wrong = new ArrayList<>();
        tooOld("jackson-core", core).ifPresent(wrong::add);
        tooOld("jackson-databind", databind).ifPresent(wrong::add);
        // A core that is newer or older than databind works. Older annotations lack classes that databind needs.
        if (wrong.isEmpty() && annotations.isPresent() && isOlder(annotations.get(), databind)) {
            wrong.add("jackson-annotations " + annotations.get() + " is older than jackson-databind " + databind);
        }
        if (!wrong.isEmpty()) {
            throw new ConfigurationException(List.of(String.join(", ", wrong) + "; " + remedy()));
        }
    }

    private static Optional<String> tooOld(String artifact, Version version) {
        return isOlder(version, OLDEST)
                ? Optional.of(artifact + " " + version + " is older than " + written(OLDEST))
                : Optional.empty();
    }

    private static String remedy() {
        return "import io.modelkeep:modelkeep-bom in dependencyManagement, before other BOMs, or set jackson-bom (in Spring"
                + " Boot 3: jackson-bom.version) to 2.21 or newer";
    }

    /**
     * Returns the version in the manifest of the annotations jar, which contains no version class. The result is empty
     * for a jar that merges several libraries, because its manifest does not describe the annotations.
     */
    static Optional<Version> annotations(Package annotations) {
        String title = annotations.getImplementationTitle();
        String version = annotations.getImplementationVersion();
        return "Jackson-annotations".equalsIgnoreCase(title) && version != null ? read(version) : Optional.empty();
    }

    private static Optional<Version> read(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches()
                ? Optional.of(version(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
                : Optional.empty();
    }

    /**
     * Returns whether a version is older than another. Patch versions are ignored, because they are compatible within a
     * minor version.
     */
    private static boolean isOlder(Version one, Version other) {
        return one.getMajorVersion() != other.getMajorVersion()
                ? one.getMajorVersion() < other.getMajorVersion()
                : one.getMinorVersion() < other.getMinorVersion();
    }

    private static String written(Version version) {
        return version.getMajorVersion() + "." + version.getMinorVersion();
    }

    private static Version version(int major, int minor) {
        return new Version(major, minor, 0, null, null, null);
    }
}
