package io.modelkeep.testkit;

import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import java.util.List;

/**
 * A model, and the expected list of its versions, read from the server's data. Immutable.
 *
 * @param model the model
 * @param versions all versions of the model, in any order. A field that the fixture cannot know is left out and not
 *     compared.
 */
public record GivenVersionValues(ModelId model, List<ModelVersion> versions) {

    public GivenVersionValues {
        versions = List.copyOf(versions);
    }
}
