using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>The skill of a method over several numbers on several networks: the weighted mean over constructs, of each the mean over
/// networks, of each the mean over its numbers.</summary>
/// <remarks>It is asked for every resample, so that it goes through plain arrays. Numbers without a skill are passed over.</remarks>
internal sealed class SkillMean
{
    private readonly Construct[] _constructs;
    private readonly double[] _weights;
    private readonly int[] _constructOf;
    private readonly int[] _networkOf;
    private readonly int _networks;

    /// <param name="fields">The construct and the network of every number.</param>
    /// <param name="rule">Weighs the constructs.</param>
    public SkillMean(IReadOnlyList<(Construct Construct, int Network)> fields, RankingRule rule)
    {
        _constructs = [.. fields.Select(f => f.Construct).Distinct()];
        _weights = [.. _constructs.Select(rule.WeightOf)];
        _constructOf = [.. fields.Select(f => Array.IndexOf(_constructs, f.Construct))];
        _networkOf = [.. fields.Select(f => f.Network)];
        _networks = fields.Select(f => f.Network + 1).DefaultIfEmpty().Max();
    }

    /// <summary>The mean; null where no number has a skill.</summary>
    /// <param name="skills">The skill in every number; not finite for none.</param>
    public double? Of(ReadOnlySpan<double> skills)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var (construct, skill) in Means(skills))
            (sum, weight) = (sum + _weights[construct] * skill, weight + _weights[construct]);
        return weight > 0 ? sum / weight : null;
    }

    /// <summary>The mean of every construct that has one.</summary>
    /// <param name="skills">The skill in every number; not finite for none.</param>
    public IReadOnlyDictionary<Construct, double> ByConstruct(ReadOnlySpan<double> skills) =>
        Means(skills).ToDictionary(m => _constructs[m.Construct], m => m.Skill);

    private List<(int Construct, double Skill)> Means(ReadOnlySpan<double> skills)
    {
        var (sums, counts) = (new double[_constructs.Length * _networks], new int[_constructs.Length * _networks]);
        for (var i = 0; i < skills.Length; i++)
            if (double.IsFinite(skills[i]))
            {
                var place = _constructOf[i] * _networks + _networkOf[i];
                sums[place] += skills[i];
                counts[place]++;
            }
        var means = new List<(int, double)>(_constructs.Length);
        for (var construct = 0; construct < _constructs.Length; construct++)
        {
            var (sum, networks) = (0.0, 0);
            for (var place = construct * _networks; place < (construct + 1) * _networks; place++)
                if (counts[place] > 0)
                    (sum, networks) = (sum + sums[place] / counts[place], networks + 1);
            if (networks > 0)
                means.Add((construct, sum / networks));
        }
        return means;
    }
}
