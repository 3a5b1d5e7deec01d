using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>McNemar's exact test of paired hits: of the images that changed, whether gained and lost are as many as coin tosses would make
/// them (Psychometrika, 1947).</summary>
/// <remarks>One row an image; with several, the sign-flip test of the images' sums. With one row both are the same test.</remarks>
/// <param name="Gained">Images missed before and hit now.</param>
/// <param name="Lost">Images hit before and missed now.</param>
internal readonly record struct McNemar(int Gained, int Lost)
{
    /// <summary>P(X ≥ gained), X binomial of all that changed with ½.</summary>
    public double Better => SignTest.AtLeast(Gained, Lost);

    /// <summary>P(X ≥ lost).</summary>
    public double Worse => SignTest.AtLeast(Lost, Gained);

    /// <summary>min(1, 2·the smaller of the two).</summary>
    public double TwoSided => SignTest.TwoSided(Gained, Lost);

    /// <summary>The two-sided mid-p, which counts half of what was seen (Fagerland, Lydersen, Laake, BMC Medical Research Methodology,
    /// 2013): two-sided less P(X = gained); 1 − P(X = gained)/2 where as many were gained as lost; 1 where nothing changed.</summary>
    public double MidP => Gained + Lost == 0 ? 1
        : Gained == Lost ? 1 - SignTest.Exactly(Gained, Lost) / 2
        : TwoSided - SignTest.Exactly(Gained, Lost);

    /// <summary>Gained among those that changed; null where none did.</summary>
    public double? GainedShare => Gained + Lost == 0 ? null : (double)Gained / (Gained + Lost);

    /// <summary>Clopper and Pearson's interval of <see cref="GainedShare"/>; null where nothing changed.</summary>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public Interval? GainedShareInterval(double level = 0.95) =>
        Gained + Lost == 0 ? null : ProportionInterval.ClopperPearson(Gained, Gained + Lost, level);
}
