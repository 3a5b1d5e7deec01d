using VisEval.Core;

namespace VisEval.Metrics.Shared.Outputs;

/// <summary>Which output of the model is followed.</summary>
[About("The output that is followed: the target's probability or its logit.")]
internal enum TargetScore
{
    /// <summary>The probability of the target.</summary>
    Probability,

    /// <summary>The logit of the target.</summary>
    Logit,
}

/// <summary>One output of one image.</summary>
internal static class TargetScores
{
    /// <summary>The output that is followed, of the first image.</summary>
    public static double Of(this Core.ClassScores scores, TargetScore score, int target) =>
        score == TargetScore.Logit ? scores.Logit(0, target) : scores.Probability(0, target);
}

/// <summary>The outputs of a model for one class in a series of images, so that metrics that follow different outputs share
/// one run.</summary>
/// <param name="count">The number of images.</param>
internal sealed class TargetOutputs(int count)
{
    private readonly double[] _probabilities = new double[count];
    private bool _areClasses = true;

    /// <summary>The probabilities of the class.</summary>
    /// <exception cref="NotApplicableException">The scores are no classes.</exception>
    public double[] Probabilities => _areClasses ? _probabilities : throw ClassScores.NoProbability();

    /// <summary>Its logits.</summary>
    public double[] Logits { get; } = new double[count];

    /// <summary>Whether it is the class with the highest logit.</summary>
    public bool[] Top1 { get; } = new bool[count];

    /// <summary>The series of images that were asked about.</summary>
    public static TargetOutputs Of(TargetOutput[] outputs, int target)
    {
        var series = new TargetOutputs(outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
            series.Set(i, outputs[i], target);
        return series;
    }

    /// <summary>Writes the output of one image.</summary>
    public void Set(int index, TargetOutput output, int target)
    {
        (_probabilities[index], Logits[index], Top1[index]) = (output.Probability, output.Logit, output.Top1 == target);
        _areClasses &= output.HasProbability;
    }

    /// <summary>Copies the output of one image of another series.</summary>
    public void Set(int index, TargetOutputs other, int from)
    {
        (_probabilities[index], Logits[index], Top1[index]) = (other._probabilities[from], other.Logits[from], other.Top1[from]);
        _areClasses &= other._areClasses;
    }

    /// <summary>The series that is followed.</summary>
    /// <exception cref="NotApplicableException">The scores are no classes, and probabilities are asked for.</exception>
    public double[] Of(TargetScore score) => score == TargetScore.Logit ? Logits : Probabilities;

    /// <summary>The facts of a mean of this output: 0 to 1 for a probability, unbounded for a logit.</summary>
    public static ScoreInfo Info(string name, Direction better, TargetScore score) => score == TargetScore.Probability
        ? new ScoreInfo(name, better, 0, 1)
        : new ScoreInfo(name, better, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The facts of a difference of such means: −1 to 1 for a probability, unbounded for a logit.</summary>
    public static ScoreInfo Difference(string name, Direction better, TargetScore score) => score == TargetScore.Probability
        ? new ScoreInfo(name, better, -1, 1)
        : new ScoreInfo(name, better, double.NegativeInfinity, double.PositiveInfinity);
}
