namespace VisEval.Harness.Analysis.Marks;

/// <summary>What a number says about a method beside the null: every control, and the method's own maps of other images.</summary>
internal enum Mark
{
    /// <summary>Nothing can be said: a control itself, a number over pooled images or of another unit, nothing to compare with.</summary>
    None,

    /// <summary>Better than every null. No sign.</summary>
    Better,

    /// <summary>Not shown to be better than every null, which is no proof that it is not. Sign †.</summary>
    NotShown,

    /// <summary>Worse than every null. Sign ‡.</summary>
    Worse,

    /// <summary>No number of images as small could show it. Sign ?.</summary>
    TooFewImages,
}
