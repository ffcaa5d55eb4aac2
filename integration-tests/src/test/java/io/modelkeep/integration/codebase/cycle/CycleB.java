package io.modelkeep.integration.codebase.cycle;

/** A class that depends on the package that depends on it. */
public class CycleB {

    /** The class in the other package, by its superclass. */
    public io.modelkeep.integration.codebase.CyclePartner partner =
            new io.modelkeep.integration.codebase.CyclePartner();
}
