using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VisEval.Harness;
using VisEval.Server.Content;
using VisEval.Server.Serving;

namespace VisEval.Server.Endpoints;

/// <summary><c>GET /api/compare?baseline=N&amp;current=M</c>: what the gate says of two runs or saved baselines, with the policy of the
/// command line, or the one that <c>viseval compare</c> has where none is named.</summary>
internal static class CompareEndpoint
{
    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, Served served, Turns turns) =>
        routes.MapGet("/api/compare", async (HttpContext http) =>
        {
            NamedPath Run(string which) => RunEndpoint.Run(served.Comparable, http.Request.Query[which].ToString());
            var (baseline, current) = (Run("baseline"), Run("current"));
            var found = await turns.Take(
                http, stop => Benchmark.Compare(baseline.Path, current.Path, served.Policy?.Policy, served.Catalogues, stop));
            await Reply.Send(http, new
            {
                Baseline = baseline.Name,
                Current = current.Name,
                found.Verdict,
                found.Headline,
                Cautions = served.Names.In(found.Cautions),
                Rows = found.Rows.OrderBy(r => r.Level).ThenBy(r => r.Verdict),
                Sections = found.Sections.Select(s => s with { Sentences = served.Names.In(s.Sentences) }),
            });
        });
}
