using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Methods;

public sealed class NetworkUnitReaderTests
{
    private TemporaryModel _file = null!;
    private OnnxModel _model = null!;

    [SetUp]
    public void Open()
    {
        _file = new TemporaryModel(Named());
        _model = OnnxModel.Open(_file.Path);
    }

    [TearDown]
    public void Close()
    {
        _model.Dispose();
        _file.Dispose();
    }

    [TestCase("class:3", null, 3, null, null)]
    [TestCase("features:5", "features", 5, null, null)]
    [TestCase("features:0@1,0", "features", 0, 1, 0)]
    [TestCase("features", "features", null, null, null)]
    [TestCase("odd:1@0,0", "odd:1@0,0", null, null, null)]
    [TestCase("odd:1@0,0:2", "odd:1@0,0", 2, null, null)]
    [TestCase("odd:1@0,0:2@1,1", "odd:1@0,0", 2, 1, 1)]
    [TestCase("scores:2", "scores", 2, null, null)]
    [TestCase(" image:1@7,7 ", "image", 1, 7, 7)]
    public void A_unit_is_read_from_the_right(string text, string? tensor, int? channel, int? y, int? x)
    {
        var unit = NetworkUnitReader.Read(text, _model);
        Assert.Multiple(() =>
        {
            Assert.That(unit.Name, Is.EqualTo(text.Trim()));
            Assert.That((unit.Tensor, unit.Channel), Is.EqualTo((tensor, channel)));
            Assert.That(unit.Place, Is.EqualTo(y is { } row ? new UnitPlace(row, x!.Value) : (UnitPlace?)null));
        });
    }

    [TestCase("class:3-1", null, "3:1 1:-1")]
    [TestCase("class:3-class:1", null, "3:1 1:-1")]
    [TestCase("class:2*2+0*.5", null, "2:2 0:0.5")]
    [TestCase("features:5+1", "features", "5:1 1:1")]
    [TestCase("features:5*0.5-1", "features", "5:0.5 1:-1")]
    [TestCase("features:5+features:1*2", "features", "5:1 1:2")]
    [TestCase("features:5*-1", "features", "5:-1")]
    [TestCase("features:3-2*-0.25@1,0", "features", "3:1 2:0.25", 1, 0)]
    [TestCase("odd:1@0,0:2+1", "odd:1@0,0", "2:1 1:1")]
    [TestCase("scores:2-0", "scores", "2:1 0:-1")]
    public void A_direction_is_channels_with_weights(string text, string? tensor, string terms, int? y = null, int? x = null)
    {
        var unit = NetworkUnitReader.Read(text, _model);
        Assert.Multiple(() =>
        {
            Assert.That((unit.Name, unit.Tensor, unit.Channel, unit.IsLayer), Is.EqualTo((text, tensor, (int?)null, false)));
            Assert.That(
                string.Join(' ', unit.Terms.Select(t => FormattableString.Invariant($"{t.Channel}:{t.Weight}"))), Is.EqualTo(terms));
            Assert.That(unit.Place, Is.EqualTo(y is { } row ? new UnitPlace(row, x!.Value) : (UnitPlace?)null));
            Assert.That(NetworkUnitReader.Read(text, _model), Is.EqualTo(unit));
        });
    }

    [TestCase("features:3*1", 3)]
    [TestCase("class:1*1", 1)]
    public void A_channel_of_weight_1_is_that_channel(string text, int channel)
    {
        var unit = NetworkUnitReader.Read(text, _model);
        Assert.That((unit.Channel, unit.Direction), Is.EqualTo(((int?)channel, (UnitDirection?)null)));
    }

    [TestCase("class:4", "there is no class 4; the network has 4: 0 to 3.")]
    [TestCase("class:-1", "there is no class -1")]
    [TestCase("class:1@0,0", "a class has no places; write class:1.")]
    [TestCase("class", "class:3, TENSOR (a layer), TENSOR:channel, TENSOR:channel@row,column, or a direction: TENSOR:3+17")]
    [TestCase("class:3-4", "there is no class 4; the network has 4: 0 to 3.")]
    [TestCase("features:1+6", "there is no channel 6; 'features' has 6: 0 to 5.")]
    [TestCase("features:1+1", "1 stands twice; write it once, with its weight: 1*2.")]
    [TestCase("features:1*0+2", "the weight of 1 is 0; leave it out.")]
    [TestCase("features:0.5*1", "after 'features:' stands a channel, or a direction of channels with their weights behind them")]
    [TestCase("features:1+2@5,0", "there is no row 5; 'features' has 2: 0 to 1.")]
    [TestCase("scores:2+1@0,0", "write scores:2+1.")]
    [TestCase("class:2+1@0,0", "write class:2+1.")]
    [TestCase("feature:0", "there is no tensor 'feature'. Did you mean 'features'?")]
    [TestCase("features:6", "there is no channel 6; 'features' has 6: 0 to 5.")]
    [TestCase("features:0@2,0", "there is no row 2; 'features' has 2: 0 to 1.")]
    [TestCase("features:0@0,2", "there is no column 2")]
    [TestCase("features:0@0", "is no unit of this network")]
    [TestCase("scores:2@0,0", "has no places, its 4 values stand for the whole image; write scores:2.")]
    [TestCase("features:99999999999", "99999999999 is no index")]
    [TestCase("zzzzzzzzzzzzzzzzzzz:1", "Its layers with places, from the image on: ")]
    public void A_text_that_is_no_unit_is_answered_with_what_there_is(string text, string sentence) =>
        Assert.That(Assert.Throws<InputException>(() => NetworkUnitReader.Read(text, _model))!.Message, Does.Contain(sentence));

    // The small network with one more tensor of a name that looks like a unit.
    private static Graph Named()
    {
        var graph = SmallNetworks.Convolutional();
        return graph with
        {
            Nodes =
            [
                .. graph.Nodes.Select(n => n with
                {
                    Inputs = [.. n.Inputs.Select(i => i == "conv1.out" ? "odd:1@0,0" : i)],
                    Outputs = [.. n.Outputs.Select(o => o == "conv1.out" ? "odd:1@0,0" : o)],
                }),
            ],
        };
    }
}
