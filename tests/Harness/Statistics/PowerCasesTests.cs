using System.Text.Json;
using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class PowerCasesTests
{
    // By the case's name: its numbers from a row of its inputs.
    private static readonly Dictionary<string, Func<JsonElement, object>> Numbers = new()
    {
        ["sample_size_paired_mean"] = row =>
        {
            var (sd, difference, alpha, power) =
                (row.Number("sd"), row.Number("difference"), row.Number("alpha_one_sided"), row.Number("power"));
            var normal = Power.ImagesToFind(sd, difference, alpha, power);
            var student = StudentPower.ImagesToFind(sd, difference, alpha, power);
            return new
            {
                n_normal = normal,
                n_t = student,
                power_t_at_n_t = StudentPower.Of(sd, difference, student, alpha),
                power_t_at_n_normal = StudentPower.Of(sd, difference, normal, alpha),
            };
        },
        ["minimal_detectable_effect"] = row => new
        {
            mde_normal = Power.DetectableEffect(row.Number("sd"), (int)row.Number("n"), row.Number("alpha_one_sided"), row.Number("power")),
            mde_t = StudentPower.DetectableEffect(
                row.Number("sd"), (int)row.Number("n"), row.Number("alpha_one_sided"), row.Number("power")),
        },
        ["sample_size_tost"] = row => new
        {
            n_normal = Power.ImagesToShowEquivalence(row.Number("sd"), row.Number("margin"), row.Number("alpha"), row.Number("power")),
        },
        ["sample_size_paired_hits"] = row => new
        {
            n = Power.ImagesForHits(row.Number("discordant"), row.Number("difference"), row.Number("alpha_one_sided"), row.Number("power")),
        },
        ["clusters_needed"] = row => new
        {
            clusters = Power.ImagesForRows(row.Number("rows_needed"), (int)row.Number("rows_per_cluster"), row.Number("icc")),
        },
        ["least_clusters"] = row => new
        {
            clusters_for_first_mark = Power.ImagesToMark((int)row.Number("tests"), row.Number("alpha")),
        },
    };

    private static IReadOnlyList<StatisticCase> Cases => StatisticCases.Of("power");

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_the_reference(StatisticCase golden) => golden.Check(
        golden.Inputs.GetProperty("rows").EnumerateArray().Select(row =>
            // The rows repeat what was asked.
            row.EnumerateObject().ToDictionary(p => p.Name, p => (object)p.Value)
                .Concat(JsonSerializer.SerializeToElement(Numbers[golden.ToString()](row)).EnumerateObject()
                    .ToDictionary(p => p.Name, p => (object)p.Value))
                .ToDictionary()));
}
