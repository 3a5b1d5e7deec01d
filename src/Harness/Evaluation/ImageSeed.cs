using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>The seed of all draws on an image of a dataset, whoever draws: a map scored from a file meets the draws of a run.</summary>
internal static class ImageSeed
{
    /// <summary>The seed; each unit takes its own part of it.</summary>
    public static Seed Of(Seed run, string dataset, string image) => run.For(dataset).For(image);
}
