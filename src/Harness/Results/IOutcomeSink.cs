namespace VisEval.Harness.Results;

/// <summary>Takes what an evaluation finds: a store, memory, files. The stages of an evaluation return values;
/// only a sink keeps them.</summary>
/// <remarks>Called from several threads at once. An outcome may come again, with the same content, when a run is resumed.</remarks>
internal interface IOutcomeSink
{
    /// <summary>Keeps what became of an image.</summary>
    void Save(ImageOutcome outcome);

    /// <summary>Keeps an explanation with its cells, all together or not at all.</summary>
    void Save(ExplanationOutcome outcome);

    /// <summary>Keeps a measured cost.</summary>
    void Save(CostOutcome outcome);
}
