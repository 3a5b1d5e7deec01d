namespace VisEval.Methods.Representation.Contracts;

/// <summary>The content of a cell: a word, a number, or the sample that a number and its interval are worked out from.</summary>
public abstract record Finding
{
    private Finding()
    {
    }

    /// <summary>Nothing; the row's state says why.</summary>
    public static Finding None { get; } = new Number(null);

    /// <summary>A word.</summary>
    public static implicit operator Finding(string text) => new Word(text);

    /// <summary>A number.</summary>
    public static implicit operator Finding(double value) => new Number(value);

    /// <summary>A count.</summary>
    public static implicit operator Finding(int value) => new Number(value);

    /// <summary>A word.</summary>
    public sealed record Word(string Text) : Finding;

    /// <summary>A number; null for none.</summary>
    public sealed record Number(double? Value) : Finding;

    /// <summary>The mean of one value an image, from 0 to 1.</summary>
    public sealed record Mean(IReadOnlyList<double> Values) : Finding;

    /// <summary>The mean of a table of values from 0 to 1, both whose rows and whose columns are samples: images and draws.</summary>
    /// <param name="Rows">The means of the rows.</param>
    /// <param name="Columns">The means of the columns.</param>
    public sealed record Crossed(IReadOnlyList<double> Rows, IReadOnlyList<double> Columns) : Finding;

    /// <summary>Σ <paramref name="Parts"/>/Σ <paramref name="Wholes"/>, one of each an image.</summary>
    public sealed record Ratio(IReadOnlyList<double> Parts, IReadOnlyList<double> Wholes) : Finding
    {
        /// <summary>The images that can have a part, such as those that show a concept: the number does not tell of more; null where each
        /// with a whole can.</summary>
        public int? Images { get; init; }
    }

    /// <summary>A statistic, and what it is without each of several groups of images.</summary>
    public sealed record LeftOut(double Value, IReadOnlyList<double> Without, double Minimum, double Maximum) : Finding
    {
        /// <summary>The same where the statistic may be missing without a group: then nobody knows how it depends on the images, and it
        /// has no interval.</summary>
        internal static LeftOut Of(double value, IReadOnlyList<double?> without, double minimum, double maximum) =>
            new(value, without.Any(w => w is null) ? [] : [.. without.OfType<double>()], minimum, maximum);
    }

    /// <summary>Whether the mean of some draws differs from that of others.</summary>
    public sealed record Compared(IReadOnlyList<double> Values, IReadOnlyList<double> Others) : Finding;
}
