namespace VisEval.Harness.Analysis.Marks;

/// <summary>How a method's number compares with the null, which is every control and the method's own maps of other images.</summary>
/// <param name="Mark">What is said.</param>
/// <param name="Better">p that it is better than all of them, after Holm over the methods of the column; null where not tested.</param>
/// <param name="Worse">The same for worse than all of them.</param>
/// <param name="Against">The null that is hardest to beat: a control's key, or <see cref="Shuffled"/>.</param>
/// <param name="Gain">The mean gain over it, in the unit of the number, positive where the method is better.</param>
/// <param name="Images">Images on which both have a number.</param>
/// <param name="Detectable">The mean gain over it that would be found with a chance of 80 %, before Holm.</param>
internal sealed record Verdict(
    Mark Mark, double? Better = null, double? Worse = null, string? Against = null, double? Gain = null, int Images = 0,
    double? Detectable = null)
{
    /// <summary>What the method's own maps of other images are called beside controls.</summary>
    public const string Shuffled = "shuffled";

    /// <summary>Whether the method's own maps of other images are among what it was compared with.</summary>
    public bool IsAgainstShuffled { get; init; } = true;

    /// <summary>Nothing can be said.</summary>
    public static Verdict None { get; } = new(Mark.None);

    /// <summary>†, ‡, ?, or nothing.</summary>
    public string Sign => Mark switch
    {
        Mark.NotShown => "†",
        Mark.Worse => "‡",
        Mark.TooFewImages => "?",
        _ => "",
    };
}
