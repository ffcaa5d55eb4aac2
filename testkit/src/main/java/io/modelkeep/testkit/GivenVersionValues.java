package io.modelkeep.testkit;

import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import java.util.List;

/**
 * A model, and what a list has to say of its versions, by the server's own data. Immutable.
 *
 * @param model the model
 * @param versions all of its versions, in any order; a field that the fixture cannot know is left out, and is not compared
 */
public record GivenVersionValues(ModelId model, List<ModelVersion> versions) {

    public GivenVersionValues {
        versions = List.copyOf(versions);
    }
}
