package io.modelkeep.integration.codebase;

/** A class of this package that a class of another package depends on. */
public class CyclePartner {}
