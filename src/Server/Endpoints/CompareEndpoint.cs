using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VisEval.Harness;
using VisEval.Server.Content;
using VisEval.Server.Serving;

namespace VisEval.Server.Endpoints;

/// <summary><c>GET /api/compare?baseline=N&amp;current=M</c>: what the gate says of two runs, with the policy that <c>viseval compare</c>
/// has where none is named.</summary>
internal static class CompareEndpoint
{
    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, Served served, Turns turns) =>
        routes.MapGet("/api/compare", async (HttpContext http) =>
        {
            NamedPath Run(string which) => RunEndpoint.Run(served, http.Request.Query[which].ToString());
            var (baseline, current) = (Run("baseline"), Run("current"));
            var found = await turns.Take(http, _ => Benchmark.Compare(baseline.Path, current.Path));
            await Reply.Send(http, new
            {
                Baseline = baseline.Name,
                Current = current.Name,
                found.Verdict,
                found.Headline,
                found.Cautions,
                Rows = found.Rows.OrderBy(r => r.Verdict),
            });
        });
}
