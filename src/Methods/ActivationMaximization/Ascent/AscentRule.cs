using VisEval.Core;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>How the parameters follow the derivative.</summary>
[About("How the parameters follow the derivative: adam, nadam, gradient (rate times it), momentum (of 0.9), normalized (it over its mean "
    + "magnitude).")]
internal enum AscentRule
{
    /// <summary>Adam (Kingma and Ba, 2015).</summary>
    Adam,

    /// <summary>NAdam (Dozat, 2016).</summary>
    Nadam,

    /// <summary>The rate times the derivative.</summary>
    Gradient,

    /// <summary>The same with a momentum of 0.9.</summary>
    Momentum,

    /// <summary>The rate times the derivative over its mean magnitude.</summary>
    Normalized,
}

/// <summary>Makes optimizers.</summary>
internal static class AscentRules
{
    /// <summary>An optimizer for a number of parameters.</summary>
    public static IDescent Of(this AscentRule rule, int count, double rate) => rule switch
    {
        AscentRule.Adam => new Adam(count, rate),
        AscentRule.Nadam => new Nadam(count, rate),
        AscentRule.Gradient => new MomentumDescent(count, rate, 0, 0),
        AscentRule.Momentum => new MomentumDescent(count, rate, 0.9, 0),
        _ => new NormalizedDescent(rate),
    };
}
