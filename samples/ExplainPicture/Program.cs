// Why does a network see what it sees? One picture, one heatmap, three numbers.
//
//   dotnet run --project samples/ExplainPicture -- MODEL.onnx PICTURE [METHOD]

using System.Globalization;
using VisEval.Core;
using VisEval.Harness;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length is < 2 or > 3)
{
    Console.Error.WriteLine("ExplainPicture MODEL.onnx PICTURE [METHOD]");
    return 2;
}
try
{
    return await Explained(args[0], args[1], args.Length == 3 ? args[2] : "grad-cam");
}
catch (Exception wrong) when (wrong is InputException or NotApplicableException)
{
    // Sentences for people: what was wrong, where, what is allowed.
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

static async Task<int> Explained(string model, string picture, string method)
{
    using var network = Network.Open(model);
    foreach (var remark in network.Remarks)
        Console.Error.WriteLine(remark);

    // Also FromStream, FromBytes, FromBitmap and FromTensor.
    var image = InputImage.FromFile(picture);
    Console.WriteLine("The network sees:");
    foreach (var seen in network.Classify(image).Take(3))
        Console.WriteLine($"  {seen.Probability,7:P1}  class {seen.Class} {seen.Name}");

    // Without a class the first choice is explained.
    var heatmap = await network.ExplainAsync(image, method);
    heatmap.Save("heatmap.png");
    Console.WriteLine($"heatmap.png: where {heatmap.Method} sees class {heatmap.Target}.");

    foreach (var score in network.Score(image, method, ["deletion", "insertion", "sparseness"]))
        Console.WriteLine($"  {score.Metric} {score.Name}: {score.Value:0.####} {(score.State.IsOk ? "" : score.State)}");
    return 0;
}
