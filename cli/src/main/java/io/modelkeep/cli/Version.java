package io.modelkeep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The provider of the version of this build. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("build.properties")) {
            if (stream != null) {
                build.load(stream);
            }
        }
        return new String[] {
            "modelkeep " + build.getProperty("version", "unknown") + " (Java " + System.getProperty("java.version")
                    + ")"
        };
    }
}
